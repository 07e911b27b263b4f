package dev.jbpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.btf.BtfType.Encoding;
import dev.jbpf.btf.BtfType.Linkage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class BtfBuilderTest {
  private static final BtfType INT = new BtfType.Int("int", 4, Set.of(Encoding.SIGNED), 0, 32);

  /** One of each kind, which refer to one another. */
  private static final List<BtfType> ALL =
      List.of(
          INT,
          new BtfType.Ptr(3),
          new BtfType.Struct(
              "s",
              8,
              List.of(new BtfType.Member("next", 2, 0, 0), new BtfType.Member("", 4, 0, 0))),
          new BtfType.Union(
              "u", 4, List.of(new BtfType.Member("a", 1, 0, 3), new BtfType.Member("b", 1, 3, 5))),
          new BtfType.Array(1, 1, 0xffff_ffffL),
          new BtfType.Enum("e", 4, true, List.of(new BtfType.Enumerator("MINUS", -1))),
          new BtfType.Enum("f", 4, false, List.of(new BtfType.Enumerator("BIG", 0xffff_ffffL))),
          new BtfType.Enum64("g", 8, false, List.of(new BtfType.Enumerator("X", Long.MIN_VALUE))),
          new BtfType.Fwd("declared", true),
          new BtfType.Typedef("t", 1),
          new BtfType.Const(1),
          new BtfType.Volatile(11),
          new BtfType.Restrict(2),
          new BtfType.FuncProto(1, List.of(new BtfType.Param("x", 1), new BtfType.Param("", 0))),
          new BtfType.Func("main", 14, Linkage.GLOBAL),
          new BtfType.Var("v", 1, Linkage.STATIC),
          new BtfType.Datasec(".data", 4, List.of(new BtfType.Variable(16, 0, 4))),
          new BtfType.Float("double", 8),
          new BtfType.DeclTag("note", 3, -1, false),
          new BtfType.TypeTag("user", 3, false));

  @Test
  void writesEveryKind() {
    assertThat(ALL.stream().map(Object::getClass).distinct()).hasSize(BtfKind.UNKNOWN.ordinal());
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      BtfBuilder builder = new BtfBuilder(order);
      for (int i = 0; i < ALL.size(); i++) {
        assertThat(builder.add(ALL.get(i))).isEqualTo(i + 1);
      }
      Btf btf = Btf.parse(builder.toBytes());
      assertThat(btf.order()).isEqualTo(order);
      for (int i = 0; i < ALL.size(); i++) {
        assertThat(btf.type(i + 1)).isEqualTo(ALL.get(i));
      }
    }
  }

  @Test
  void keepsEachTypeAndEachNameOnce() {
    BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    int first = builder.add(INT);
    assertThat(builder.add(new BtfType.Int("int", 4, Set.of(Encoding.SIGNED), 0, 32)))
        .isEqualTo(first);
    assertThat(builder.size()).isEqualTo(2);
    assertThat(builder.string("int")).isEqualTo(1);
    assertThat(builder.add(new BtfType.Void())).isZero();
  }

  @Test
  void writesTheKernelsTypesAgain() throws IOException {
    Path kernel = Path.of("/sys/kernel/btf/vmlinux");
    Assumptions.assumeTrue(Files.isReadable(kernel), "no " + kernel);
    Btf btf = Btf.parse(Files.readAllBytes(kernel));
    BtfBuilder builder = new BtfBuilder(btf.order());
    for (int id = 1; id < btf.size(); id++) {
      builder.append(btf.type(id));
    }
    Btf again = Btf.parse(builder.toBytes());
    assertThat(again.size()).isEqualTo(btf.size());
    for (int id = 1; id < btf.size(); id++) {
      assertThat(again.type(id)).isEqualTo(btf.type(id));
    }
  }

  @Test
  void refusesWhatBtfCannotHold() {
    BtfBuilder builder = new BtfBuilder(ByteOrder.LITTLE_ENDIAN);
    assertThatThrownBy(
            () ->
                builder.add(
                    new BtfType.FuncProto(
                        0, Collections.nCopies(0x100_0000, new BtfType.Param("", 0)))))
        .hasMessage("type 1 has 16777216 entries, must be at most 16777215");
    assertThatThrownBy(
            () ->
                builder.add(
                    new BtfType.Struct(
                        "s", 1 << 22, List.of(new BtfType.Member("m", 0, 1 << 24, 1)))))
        .hasMessageContaining("'m' starts at bit 16777216, must be at most 16777215");
    builder.add(new BtfType.Ptr(2));
    assertThatThrownBy(builder::toBytes)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a type refers to type 2, there are 0 to 1");
  }
}
