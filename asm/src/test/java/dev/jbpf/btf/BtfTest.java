package dev.jbpf.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.btf.BtfType.Encoding;
import dev.jbpf.btf.BtfType.Enumerator;
import dev.jbpf.btf.BtfType.Linkage;
import dev.jbpf.btf.BtfType.Member;
import dev.jbpf.btf.BtfType.Param;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The words here are laid out by hand, from the kernel's documentation of the format. */
class BtfTest {
  private static final String STRINGS = "\0int\0s\0a\0f\0long name\0";
  private static final int INT = 1;
  private static final int S = 5;
  private static final int A = 7;
  private static final int F = 9;

  /** One type of each kind, in their order. */
  static final int[] ALL_KINDS = {
    INT,
    info(1, 0),
    4,
    32,
    0,
    info(2, 0),
    1,
    0,
    info(3, 0),
    0,
    1,
    1,
    7,
    S,
    info(4, 2),
    8,
    A,
    1,
    0,
    F,
    1,
    32,
    S,
    info(5, 1),
    4,
    A,
    1,
    0,
    S,
    info(6, 1),
    4,
    A,
    1,
    S,
    info(7, 0),
    0,
    S,
    info(8, 0),
    1,
    0,
    info(9, 0),
    1,
    0,
    info(10, 0),
    9,
    0,
    info(11, 0),
    2,
    F,
    info(12, 1),
    13,
    0,
    info(13, 1),
    1,
    A,
    1,
    A,
    info(14, 0),
    1,
    1,
    S,
    info(15, 1),
    16,
    14,
    8,
    4,
    S,
    info(16, 0),
    8,
    S,
    info(17, 0),
    4,
    -1,
    S,
    info(18, 0),
    1,
    S,
    info(19, 1),
    8,
    A,
    5,
    1
  };

  private static int info(int kind, int vlen) {
    return kind << 24 | vlen;
  }

  static byte[] btf(ByteOrder order, int... words) {
    ByteBuffer out = ByteBuffer.allocate(24 + 4 * words.length + STRINGS.length()).order(order);
    out.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
    out.putInt(0).putInt(4 * words.length).putInt(4 * words.length).putInt(STRINGS.length());
    for (int word : words) {
      out.putInt(word);
    }
    return out.put(STRINGS.getBytes(StandardCharsets.UTF_8)).array();
  }

  private static BtfType first(int... words) {
    BtfType little = Btf.parse(btf(ByteOrder.LITTLE_ENDIAN, words)).type(1);
    assertThat(Btf.parse(btf(ByteOrder.BIG_ENDIAN, words)).type(1)).isEqualTo(little);
    return little;
  }

  @Test
  void everyKindIsRead() {
    assertThat(first(INT, info(1, 0), 4, 0x0100_0020))
        .isEqualTo(new BtfType.Int("int", 4, Set.of(Encoding.SIGNED), 0, 32));
    assertThat(first(0, info(2, 0), 1)).isEqualTo(new BtfType.Ptr(1));
    assertThat(first(0, info(3, 0), 0, 1, 1, 7)).isEqualTo(new BtfType.Array(1, 1, 7));
    assertThat(first(S, info(4, 1), 8, A, 1, 32))
        .isEqualTo(new BtfType.Struct("s", 8, List.of(new Member("a", 1, 32, 0))));
    assertThat(first(S, info(4, 1) | 1 << 31, 8, A, 1, 3 << 24 | 33))
        .isEqualTo(new BtfType.Struct("s", 8, List.of(new Member("a", 1, 33, 3))));
    assertThat(first(S, info(5, 1), 4, A, 1, 0))
        .isEqualTo(new BtfType.Union("s", 4, List.of(new Member("a", 1, 0, 0))));
    assertThat(first(S, info(6, 1), 4, A, -1))
        .isEqualTo(new BtfType.Enum("s", 4, false, List.of(new Enumerator("a", 0xffff_ffffL))));
    assertThat(first(S, info(6, 1) | 1 << 31, 4, A, -1))
        .isEqualTo(new BtfType.Enum("s", 4, true, List.of(new Enumerator("a", -1))));
    assertThat(first(S, info(7, 0) | 1 << 31, 0)).isEqualTo(new BtfType.Fwd("s", true));
    assertThat(first(S, info(8, 0), 1)).isEqualTo(new BtfType.Typedef("s", 1));
    assertThat(first(0, info(9, 0), 1)).isEqualTo(new BtfType.Volatile(1));
    assertThat(first(0, info(10, 0), 1)).isEqualTo(new BtfType.Const(1));
    assertThat(first(0, info(11, 0), 1)).isEqualTo(new BtfType.Restrict(1));
    assertThat(first(F, info(12, 1), 1)).isEqualTo(new BtfType.Func("f", 1, Linkage.GLOBAL));
    assertThat(first(0, info(13, 1), 1, A, 1))
        .isEqualTo(new BtfType.FuncProto(1, List.of(new Param("a", 1))));
    assertThat(first(A, info(14, 0), 1, 2)).isEqualTo(new BtfType.Var("a", 1, Linkage.EXTERN));
    assertThat(first(S, info(15, 1), 16, 1, 8, 4))
        .isEqualTo(new BtfType.Datasec("s", 16, List.of(new BtfType.Variable(1, 8, 4))));
    assertThat(first(S, info(16, 0), 8)).isEqualTo(new BtfType.Float("s", 8));
    assertThat(first(S, info(17, 0), 1, -1)).isEqualTo(new BtfType.DeclTag("s", 1, -1, false));
    assertThat(first(S, info(18, 0), 1)).isEqualTo(new BtfType.TypeTag("s", 1, false));
    assertThat(first(S, info(19, 1), 8, A, 5, 1))
        .isEqualTo(new BtfType.Enum64("s", 8, false, List.of(new Enumerator("a", 0x1_0000_0005L))));
  }

  @Test
  void typesAreFoundByNameAndKind() {
    Btf btf =
        Btf.parse(
            btf(ByteOrder.LITTLE_ENDIAN, S, info(8, 0), 2, S, info(4, 0), 8, S, info(4, 0), 16));
    assertThat(btf.size()).isEqualTo(4);
    assertThat(btf.find("s", BtfKind.STRUCT)).hasValue(2);
    assertThat(btf.find("s", BtfKind.UNION)).isEmpty();
    assertThat(btf.find("nobody", BtfKind.STRUCT)).isEmpty();
    assertThat(btf.ids("s")).containsExactly(1, 2, 3);
    assertThat(btf.resolve(1)).isEqualTo(2);
    assertThat(btf.sizeOf(1)).hasValue(8);
    assertThat(btf.kind(0)).isEmpty();
    assertThat(btf.type(0)).isEqualTo(new BtfType.Void());
    assertThat(btf.sizeOf(0)).isEmpty();
  }

  @Test
  void aSizeIsThatOfC() {
    int[] words = {INT, info(1, 0), 4, 32, 0, info(3, 0), 0, 1, 1, 7, 0, info(10, 0), 2};
    Btf btf = Btf.parse(btf(ByteOrder.LITTLE_ENDIAN, words));
    assertThat(btf.sizeOf(3)).hasValue(28);
  }

  @Test
  void aModuleAddsToItsBase() {
    Btf base = Btf.parse(btf(ByteOrder.LITTLE_ENDIAN, INT, info(1, 0), 4, 32));
    int own = STRINGS.length();
    Btf module =
        Btf.parse(btf(ByteOrder.LITTLE_ENDIAN, own + S, info(8, 0), 1, INT, info(8, 0), 2), base);
    assertThat(module.size()).isEqualTo(4);
    assertThat(module.type(1)).isEqualTo(base.type(1));
    assertThat(module.type(2)).isEqualTo(new BtfType.Typedef("s", 1));
    assertThat(module.type(3)).isEqualTo(new BtfType.Typedef("int", 2));
    assertThat(module.ids("int")).containsExactly(1, 3);
    assertThat(module.sizeOf(3)).hasValue(4);
  }

  /** The first searches look at all types, later ones at an index: names with flavours, too. */
  @Test
  void whatIsFoundIsTheSameHoweverOftenOneAsks() {
    Btf base = structs("task", "task___old", "tas", "task_struct", "task___old___older", "t");
    assertThat(base.size()).isEqualTo(7);
    for (int round = 0; round < 20; round++) {
      assertThat(base.ids("task")).as("round %d", round).containsExactly(1);
      assertThat(base.ids("task___old")).containsExactly(2);
      assertThat(base.flavours("task")).containsExactly(1, 2);
      assertThat(base.ids("t")).containsExactly(6);
      assertThat(base.ids("t\0task")).isEmpty();
      assertThat(base.ids("t".repeat(1_000))).isEmpty();
    }
  }

  private static Btf structs(String... names) {
    BtfBuilder builder = new BtfBuilder(ByteOrder.nativeOrder());
    for (String name : names) {
      builder.add(new BtfType.Struct(name, 0, List.of()));
    }
    return Btf.parse(builder.toBytes());
  }

  @Test
  void typesThatContainThemselvesHaveNoSize() {
    Btf circle = Btf.parse(btf(ByteOrder.LITTLE_ENDIAN, 0, info(10, 0), 2, 0, info(9, 0), 1));
    assertThatExceptionOfType(BtfException.class).isThrownBy(() -> circle.resolve(1));
    Btf array = Btf.parse(btf(ByteOrder.LITTLE_ENDIAN, 0, info(3, 0), 0, 1, 1, 2));
    assertThatExceptionOfType(BtfException.class).isThrownBy(() -> array.sizeOf(1));
  }

  static Stream<Object[]> defects() {
    int intInfo = info(1, 0);
    return Stream.of(
        new Object[] {new int[] {INT, info(20, 0), 4}, 24, "unknown kind 20"},
        new Object[] {new int[] {INT, 0, 4}, 24, "unknown kind 0"},
        new Object[] {new int[] {INT, info(127, 0), 4}, 24, "unknown kind 127"},
        new Object[] {new int[] {INT, intInfo}, 24, "cut short"},
        new Object[] {new int[] {INT, intInfo, 4}, 24, "int takes 16 bytes, 12 are left"},
        new Object[] {new int[] {999, intInfo, 4, 32}, 24, "the name is 999, must be from 0 to 20"},
        new Object[] {new int[] {0, info(2, 0), 2}, 32, "the type is 2, must be from 0 to 1"},
        new Object[] {new int[] {A, info(14, 0), 0, 3}, 36, "the linkage is 3"},
        new Object[] {new int[] {F, info(12, 9), 0}, 24, "the linkage is 9"});
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aDefectIsNamedWithItsPlace(int[] words, int offset, String message) {
    assertThatExceptionOfType(BtfException.class)
        .isThrownBy(() -> Btf.parse(btf(ByteOrder.LITTLE_ENDIAN, words)))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
  }
}
