package dev.jbpf.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.Operation.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rows say they do, beside the bits of their opcodes as RFC 9669 assigns them. */
class OperationTest {
  /** RFC 9669, table 5: bits 4 to 7 of an opcode of class ALU or ALU64; "" is byte order. */
  private static final List<String> ALU =
      List.of(
          "ADD", "SUB", "MUL", "DIV", "OR", "AND", "LSH", "RSH", "NEGATE", "MOD", "XOR", "MOV",
          "ARSH", "");

  /** RFC 9669, table 8: bits 4 to 7 of an opcode of class JMP or JMP32. */
  private static final List<String> JUMPS =
      List.of(
          "ALWAYS", "EQ", "GT", "GE", "SET", "NE", "SGT", "SGE", "", "RETURN", "LT", "LE", "SLT",
          "SLE", "MAYBE");

  /** RFC 9669, table 11: bits 3 and 4 of an opcode of a load or store. */
  private static final List<Integer> SIZES = List.of(32, 16, 8, 64);

  /** RFC 9669, tables 14 and 15. */
  private static final Map<Integer, String> ATOMICS =
      Map.of(
          0x00,
          "ATOMIC_ADD",
          0x40,
          "ATOMIC_OR",
          0x50,
          "ATOMIC_AND",
          0xa0,
          "ATOMIC_XOR",
          0x01,
          "FETCH_ADD",
          0x41,
          "FETCH_OR",
          0x51,
          "FETCH_AND",
          0xa1,
          "FETCH_XOR",
          0xe1,
          "EXCHANGE",
          0xf1,
          "COMPARE_EXCHANGE");

  @ParameterizedTest
  @EnumSource
  void doesWhatItsOpcodeSays(Op op) {
    int opcode = op.opcode();
    int upper = opcode >> 4;
    switch (opcode & 7) {
      case 0, 1, 2, 3 -> assertThat(op.width()).isEqualTo(SIZES.get(opcode >> 3 & 3));
      case 4, 7 -> arithmetic(op, ALU.get(upper), (opcode & 7) == 7 ? 64 : 32);
      case 5, 6 -> jump(op, JUMPS.get(upper), (opcode & 7) == 5 ? 64 : 32);
      default -> throw new AssertionError(op);
    }
    if (op.format() == Format.ATOMIC) {
      assertThat(op.operation()).hasToString(ATOMICS.get(op.fixed(Field.IMM)));
    }
  }

  private static void arithmetic(Op op, String name, int width) {
    if (name.isEmpty()) {
      boolean isBig = (op.opcode() & 8) != 0;
      assertThat(op.operation())
          .isEqualTo(width == 64 ? Operation.SWAP : isBig ? Operation.TO_BE : Operation.TO_LE);
      assertThat(op.width()).isEqualTo(op.fixed(Field.IMM));
      return;
    }
    int off = op.fixed(Field.OFF);
    String signed =
        switch (name) {
          case "DIV", "MOD" -> "S" + name;
          default -> off == 1 ? "CAST" : "SX" + off;
        };
    assertThat(op.operation()).hasToString(off == 0 ? name : signed);
    assertThat(op.width()).isEqualTo(width);
  }

  private static void jump(Op op, String name, int width) {
    if (name.isEmpty()) {
      assertThat(op.operation().kind()).isEqualTo(Kind.CALL);
    } else {
      String special = op == Op.GOTO_OR_NOP ? "SWITCHED" : op == Op.GOTOX ? "INDIRECT" : name;
      assertThat(op.operation()).hasToString(special);
      assertThat(op.width()).isEqualTo(op == Op.GOTOL ? 64 : width);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isTheOppositeOfItsOpposite(Operation operation) {
    assertThat(operation.opposite().opposite()).isEqualTo(operation);
    assertThat(operation.opposite().kind()).isEqualTo(operation.kind());
    boolean hasNone = operation.kind() != Kind.CONDITION || operation == Operation.SET;
    assertThat(operation.opposite() == operation).isEqualTo(hasNone);
  }

  @Test
  void everyConditionHasItsOppositeInEachForm() {
    for (Op op : Op.all()) {
      assertThat(op.opposite().flatMap(Op::opposite).orElse(op)).isEqualTo(op);
      assertThat(op.opposite().isPresent())
          .as(op.name())
          .isEqualTo(op.isCondition() && op.operation() != Operation.SET);
    }
  }

  /** Registers as bits; dst is r1, src is r2. */
  @ParameterizedTest
  @CsvSource({
    "ADD_REG,     0b110,      0b10,  0",
    "ADD_IMM,     0b010,      0b10,  0",
    "MOV_REG,     0b100,      0b10,  0",
    "MOV32_IMM,   0,          0b10,  0",
    "NEG,         0b010,      0b10,  0",
    "BE16,        0b010,      0b10,  0",
    "JEQ_REG,     0b110,      0,     0",
    "JA,          0,          0,     0",
    "LDXW,        0b100,      0b10,  0",
    "LDACQW,      0b100,      0b10,  0",
    "STXW,        0b110,      0,     0",
    "STRELW,      0b110,      0,     0",
    "STW,         0b010,      0,     0",
    "AADD,        0b110,      0,     0",
    "AFADD,       0b110,      0b100, 0",
    "AXCHG32,     0b110,      0b100, 0",
    "ACMP,        0b111,      0b1,   0",
    "CALL,        0,          0b1,   0b111110",
    "CALLX,       0b010,      0b1,   0b111110",
    "LDABSW,      0b1000000,  0b1,   0b111110",
    "LDINDW,      0b1000100,  0b1,   0b111110",
    "LDDW_MAP_FD, 0,          0b10,  0",
    "EXIT,        0b1,        0,     0"
  })
  void readsAndWritesRegisters(Op op, String reads, String writes, String clobbers) {
    int dst = op.format().has(Field.DST) ? 1 : 0;
    int src = op.format().has(Field.SRC) ? 2 : 0;
    long word = Words.pack(op, dst, src, 0, 0);
    assertThat(op.reads(word)).isEqualTo(bits(reads));
    assertThat(op.writes(word)).isEqualTo(bits(writes));
    assertThat(op.clobbers()).isEqualTo(bits(clobbers));
  }

  private static int bits(String text) {
    return Integer.parseInt(text.replace("0b", ""), 2);
  }
}
