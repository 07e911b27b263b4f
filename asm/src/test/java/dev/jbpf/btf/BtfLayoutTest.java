package dev.jbpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What BTF has since Linux 7.1: layouts of kinds, more kinds, more members. */
class BtfLayoutTest {
  private static final int HEADER = 32;
  private static final int KIND_40 = 40;

  static Stream<ByteOrder> orders() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
  }

  private static BtfBuilder builder(ByteOrder order) {
    BtfBuilder types = new BtfBuilder(order).withLayout();
    types.add(new BtfType.Int("int", 4, Set.of(BtfType.Encoding.SIGNED), 0, 32));
    return types;
  }

  @ParameterizedTest
  @MethodSource("orders")
  void whatIsWrittenWithLayoutIsRead(ByteOrder order) {
    byte[] bytes = builder(order).toBytes();
    ByteBuffer words = ByteBuffer.wrap(bytes).order(order);
    assertThat(words.getInt(4)).isEqualTo(HEADER);
    assertThat(words.getInt(28)).as("a row a kind, and one for void").isEqualTo(4 * 20);
    int layout = HEADER + words.getInt(24);
    // struct: nothing once, three words a member; int: a word; enum64: three words a value.
    assertThat(List.of(bytes[layout + 16], bytes[layout + 17]))
        .containsExactly((byte) 0, (byte) 12);
    assertThat(List.of(bytes[layout + 4], bytes[layout + 5])).containsExactly((byte) 4, (byte) 0);
    assertThat(List.of(bytes[layout + 76], bytes[layout + 77]))
        .containsExactly((byte) 0, (byte) 12);
    assertThat(Btf.parse(bytes).name(1)).isEqualTo("int");
  }

  /** A type of kind 40, with a word once and two entries of 8 bytes, before a pointer to it. */
  private static byte[] withKind40(ByteOrder order, boolean isTold) {
    ByteBuffer bytes = ByteBuffer.allocate(256).order(order);
    int[] types = {1, KIND_40 << 24 | 2, 7, 9, 1, 2, 3, 4, 0, BtfKind.PTR.number() << 24, 1};
    int rows = isTold ? KIND_40 + 1 : 20;
    bytes.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(HEADER);
    bytes.putInt(0).putInt(4 * types.length).putInt(4 * types.length).putInt(5);
    bytes.putInt(4 * types.length + 8).putInt(4 * rows);
    for (int word : types) {
      bytes.putInt(word);
    }
    bytes.put(new byte[] {0, 'n', 'e', 'w', 0, 0, 0, 0});
    int layout = bytes.position();
    bytes.put(layout + 4 * KIND_40, (byte) 4).put(layout + 4 * KIND_40 + 1, (byte) 8);
    byte[] all = new byte[layout + 4 * rows];
    bytes.get(0, all, 0, Math.min(all.length, 256));
    return all;
  }

  @ParameterizedTest
  @MethodSource("orders")
  void aKindThatNobodyKnowsIsSkippedByItsLayout(ByteOrder order) {
    Btf types = Btf.parse(withKind40(order, true));
    assertThat(types.type(1)).isEqualTo(new BtfType.Unknown("new", KIND_40));
    assertThat(types.kind(1)).contains(BtfKind.UNKNOWN);
    assertThat(types.type(2)).isEqualTo(new BtfType.Ptr(1));
    assertThat(types.sizeOf(1)).isEmpty();
  }

  @Test
  void withoutItsLayoutItIsADefect() {
    assertThatThrownBy(() -> Btf.parse(withKind40(ByteOrder.LITTLE_ENDIAN, false)))
        .hasMessageContaining("unknown kind 40, whose layout the BTF does not tell");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void olderKernelsSeeAStructureForIt(ByteOrder order) {
    byte[] older = OlderBtf.before(OlderBtf.Feature.LAYOUT, withKind40(order, true));
    assertThat(ByteBuffer.wrap(older).order(order).getInt(4)).isEqualTo(24);
    Btf types = Btf.parse(older);
    assertThat(types.type(1)).isEqualTo(new BtfType.Struct("", 0, List.of()));
    assertThat(types.type(2)).isEqualTo(new BtfType.Ptr(1));
  }

  @Test
  void moreThan65535MembersAreTheFirstOfThemForOlderKernels() {
    List<BtfType.Enumerator> values = new ArrayList<>();
    for (int i = 0; i < 70_000; i++) {
      values.add(new BtfType.Enumerator("v" + i, i));
    }
    BtfBuilder builder = builder(ByteOrder.LITTLE_ENDIAN);
    int many = builder.add(new BtfType.Enum("many", 4, false, values));
    byte[] bytes = builder.toBytes();
    assertThat(((BtfType.Enum) Btf.parse(bytes).type(many)).values()).hasSize(70_000);
    Btf older = Btf.parse(OlderBtf.before(OlderBtf.Feature.LAYOUT, bytes));
    assertThat(((BtfType.Enum) older.type(many)).values()).isEqualTo(values.subList(0, 65_535));
  }

  @Test
  void newTypesAndStringsKeepTheLayoutBehindThem() {
    BtfBuilder builder = builder(ByteOrder.LITTLE_ENDIAN);
    int proto = builder.add(new BtfType.FuncProto(1, List.of(new BtfType.Param("", 1))));
    builder.add(new BtfType.Func("f", proto, BtfType.Linkage.EXTERN));
    byte[] bytes = builder.toBytes();
    byte[] fit = LoadableBtf.of(bytes, Set.of());
    assertThat(fit.length).as("a parameter got a name").isGreaterThan(bytes.length);
    ByteBuffer words = ByteBuffer.wrap(fit).order(ByteOrder.LITTLE_ENDIAN);
    int layout = HEADER + words.getInt(24);
    assertThat(layout + words.getInt(28)).isEqualTo(fit.length);
    assertThat(fit[layout + 17]).isEqualTo((byte) 12);
  }
}
