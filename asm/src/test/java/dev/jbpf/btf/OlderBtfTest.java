package dev.jbpf.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.BtfType.Linkage;
import dev.jbpf.btf.OlderBtf.Feature;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OlderBtfTest {
  /** The kinds that came with a feature. */
  private static final Map<Feature, Set<BtfKind>> KINDS =
      Map.of(
          Feature.LAYOUT, Set.of(),
          Feature.QUESTION_MARK, Set.of(),
          Feature.ENUM64, Set.of(BtfKind.ENUM64),
          Feature.TYPE_TAG, Set.of(BtfKind.TYPE_TAG),
          Feature.DECL_TAG, Set.of(BtfKind.DECL_TAG),
          Feature.FLOAT, Set.of(BtfKind.FLOAT),
          Feature.GLOBAL_FUNCTION, Set.of(),
          Feature.VARIABLE, Set.of(BtfKind.VAR, BtfKind.DATASEC),
          Feature.FUNCTION, Set.of(BtfKind.FUNC, BtfKind.FUNC_PROTO));

  private static byte[] everyKind() {
    BtfBuilder builder = new BtfBuilder(ByteOrder.nativeOrder());
    int number = builder.add(new BtfType.Int("u64", 8, Set.of(), 0, 64));
    builder.add(new BtfType.Float("double", 8));
    int tagged = builder.add(new BtfType.TypeTag("user", number, false));
    builder.add(new BtfType.Ptr(tagged));
    builder.add(
        new BtfType.Enum64("big", 8, false, List.of(new BtfType.Enumerator("most", 1L << 40))));
    int proto = builder.add(new BtfType.FuncProto(number, List.of(new BtfType.Param("a", number))));
    int function = builder.add(new BtfType.Func("f", proto, Linkage.GLOBAL));
    builder.add(new BtfType.DeclTag("tag", function, -1, false));
    int variable = builder.add(new BtfType.Var("v", number, Linkage.GLOBAL));
    builder.add(new BtfType.Datasec(".bss", 16, List.of(new BtfType.Variable(variable, 8, 8))));
    return builder.toBytes();
  }

  private static Set<BtfKind> kinds(Btf types) {
    return IntStream.range(1, types.size())
        .mapToObj(id -> types.kind(id).orElseThrow())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(BtfKind.class)));
  }

  @ParameterizedTest
  @EnumSource(Feature.class)
  void nothingOfWhatCameLaterIsLeft(Feature feature) {
    Btf before = Btf.parse(everyKind());
    Btf after = Btf.parse(OlderBtf.before(feature, everyKind()));
    assertThat(after.size()).isEqualTo(before.size());
    for (Feature each : Feature.values()) {
      boolean isLeft = each.compareTo(feature) > 0;
      for (BtfKind kind : KINDS.get(each)) {
        assertThat(kinds(after).contains(kind)).as("%s before %s", kind, feature).isEqualTo(isLeft);
      }
    }
  }

  @Test
  void sectionsBecomeStructures() {
    Btf types = Btf.parse(OlderBtf.before(Feature.VARIABLE, everyKind()));
    BtfType.Struct bss =
        (BtfType.Struct) types.type(types.find("_bss", BtfKind.STRUCT).orElseThrow());
    assertThat(bss.size()).isEqualTo(16);
    assertThat(bss.members()).singleElement().matches(m -> m.name().equals("v"));
    assertThat(bss.members().get(0).bitOffset()).isEqualTo(64);
  }

  @Test
  void questionMarksLeaveNamesOfSections() {
    BtfBuilder builder = new BtfBuilder(ByteOrder.nativeOrder());
    int number = builder.add(new BtfType.Int("u64", 8, Set.of(), 0, 64));
    int variable = builder.add(new BtfType.Var("v", number, Linkage.GLOBAL));
    builder.add(new BtfType.Datasec("?later", 8, List.of(new BtfType.Variable(variable, 0, 8))));
    Btf types = Btf.parse(OlderBtf.before(Feature.QUESTION_MARK, builder.toBytes()));
    assertThat(types.name(3)).isEqualTo("_later");
    assertThat(types.kind(3)).contains(BtfKind.DATASEC);
  }

  @Test
  void functionsBecomeStatic() {
    Btf types = Btf.parse(OlderBtf.before(Feature.GLOBAL_FUNCTION, everyKind()));
    BtfType.Func function = (BtfType.Func) types.type(types.find("f", BtfKind.FUNC).orElseThrow());
    assertThat(function.linkage()).isEqualTo(Linkage.STATIC);
  }

  @Test
  void whatIsGivenStaysAsItIs() {
    byte[] bytes = everyKind();
    OlderBtf.before(Feature.FUNCTION, bytes);
    assertThat(bytes).isEqualTo(everyKind());
  }
}
