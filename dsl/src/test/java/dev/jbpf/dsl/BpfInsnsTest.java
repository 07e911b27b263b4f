package dev.jbpf.dsl;

import static dev.jbpf.dsl.BpfInsns.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Located;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.InvalidFieldException;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Template;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expected fields are those of the macros' definitions in the kernel's include/linux/filter.h. */
class BpfInsnsTest {

  private static Object[] row(CodeElement element, int code, int dst, int src, int off, int imm) {
    return new Object[] {element, slot(code, dst, src, off, imm)};
  }

  private static byte[] slot(int code, int dst, int src, int off, int imm) {
    ByteBuffer out = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    return out.put((byte) code)
        .put((byte) (src << 4 | dst))
        .putShort((short) off)
        .putInt(imm)
        .array();
  }

  static Stream<Object[]> macros() {
    return Stream.of(
        row(BPF_ALU64_REG(BPF_ADD, BPF_REG_1, BPF_REG_2), 0x0f, 1, 2, 0, 0),
        row(BPF_ALU64_IMM(BPF_SUB, BPF_REG_3, -5), 0x17, 3, 0, 0, -5),
        row(BPF_ALU64_IMM(BPF_NEG, BPF_REG_3, 0), 0x87, 3, 0, 0, 0),
        row(BPF_ALU32_REG(BPF_XOR, BPF_REG_4, BPF_REG_5), 0xac, 4, 5, 0, 0),
        row(BPF_ALU32_IMM(BPF_ARSH, BPF_REG_9, 31), 0xc4, 9, 0, 0, 31),
        row(BPF_ALU64_REG_OFF(BPF_DIV, BPF_REG_1, BPF_REG_2, 1), 0x3f, 1, 2, 1, 0),
        row(BPF_ALU64_REG_OFF(BPF_DIV, BPF_REG_1, BPF_REG_2, 0), 0x3f, 1, 2, 0, 0),
        row(BPF_ALU64_IMM_OFF(BPF_MOD, BPF_REG_1, 7, 1), 0x97, 1, 0, 1, 7),
        row(BPF_ALU32_REG_OFF(BPF_MOV, BPF_REG_1, BPF_REG_2, 16), 0xbc, 1, 2, 16, 0),
        row(BPF_ALU32_IMM_OFF(BPF_DIV, BPF_REG_1, -7, 1), 0x34, 1, 0, 1, -7),
        row(BPF_MOV64_REG(BPF_REG_6, BPF_REG_1), 0xbf, 6, 1, 0, 0),
        row(BPF_MOV64_IMM(BPF_REG_0, 1), 0xb7, 0, 0, 0, 1),
        row(BPF_MOV32_REG(BPF_REG_6, BPF_REG_1), 0xbc, 6, 1, 0, 0),
        row(BPF_MOV32_IMM(BPF_REG_0, 0xffff_ffff), 0xb4, 0, 0, 0, -1),
        row(BPF_MOVSX64_REG(BPF_REG_1, BPF_REG_2, 32), 0xbf, 1, 2, 32, 0),
        row(BPF_MOVSX32_REG(BPF_REG_1, BPF_REG_2, 8), 0xbc, 1, 2, 8, 0),
        row(BPF_ENDIAN(BPF_TO_LE, BPF_REG_2, 16), 0xd4, 2, 0, 0, 16),
        row(BPF_ENDIAN(BPF_TO_BE, BPF_REG_2, 64), 0xdc, 2, 0, 0, 64),
        row(BPF_BSWAP(BPF_REG_2, 32), 0xd7, 2, 0, 0, 32),
        row(BPF_ADDR_SPACE_CAST(BPF_REG_1, BPF_REG_2, 0, 1), 0xbf, 1, 2, 1, 1),
        row(BPF_LD_ABS(BPF_B, 23), 0x30, 0, 0, 0, 23),
        row(BPF_LD_IND(BPF_H, BPF_REG_8, -4), 0x48, 0, 8, 0, -4),
        row(BPF_LDX_MEM(BPF_W, BPF_REG_0, BPF_REG_1, 4), 0x61, 0, 1, 4, 0),
        row(BPF_LDX_MEMSX(BPF_B, BPF_REG_0, BPF_REG_1, -1), 0x91, 0, 1, -1, 0),
        row(BPF_STX_MEM(BPF_DW, BPF_REG_10, BPF_REG_1, -8), 0x7b, 10, 1, -8, 0),
        row(BPF_ST_MEM(BPF_H, BPF_REG_10, -8, 0x1234), 0x6a, 10, 0, -8, 0x1234),
        row(BPF_STX_XADD(BPF_W, BPF_REG_1, BPF_REG_2, 8), 0xc3, 1, 2, 8, 0),
        row(BPF_ATOMIC_OP(BPF_DW, BPF_OR, BPF_REG_1, BPF_REG_2, 8), 0xdb, 1, 2, 8, 0x40),
        row(
            BPF_ATOMIC_OP(BPF_DW, BPF_FETCH(BPF_ADD), BPF_REG_1, BPF_REG_2, 8),
            0xdb,
            1,
            2,
            8,
            0x01),
        row(BPF_ATOMIC_OP(BPF_W, BPF_XCHG, BPF_REG_1, BPF_REG_2, 8), 0xc3, 1, 2, 8, 0xe1),
        row(BPF_ATOMIC_OP(BPF_W, BPF_CMPXCHG, BPF_REG_1, BPF_REG_2, 8), 0xc3, 1, 2, 8, 0xf1),
        row(BPF_ATOMIC_OP(BPF_B, BPF_LOAD_ACQ, BPF_REG_1, BPF_REG_2, 8), 0xd3, 1, 2, 8, 0x100),
        row(BPF_ATOMIC_OP(BPF_H, BPF_STORE_REL, BPF_REG_1, BPF_REG_2, 8), 0xcb, 1, 2, 8, 0x110),
        row(BPF_JMP_REG(BPF_JSGT, BPF_REG_1, BPF_REG_2, -3), 0x6d, 1, 2, -3, 0),
        row(BPF_JMP_IMM(BPF_JEQ, BPF_REG_0, 7, 2), 0x15, 0, 0, 2, 7),
        row(BPF_JMP32_REG(BPF_JSET, BPF_REG_1, BPF_REG_2, 1), 0x4e, 1, 2, 1, 0),
        row(BPF_JMP32_IMM(BPF_JLE, BPF_REG_1, -1, 1), 0xb6, 1, 0, 1, -1),
        row(BPF_JMP_A(-7), 0x05, 0, 0, -7, 0),
        row(BPF_JMP32_A(70000), 0x06, 0, 0, 0, 70000),
        row(BPF_MAY_GOTO(3), 0xe5, 0, 0, 3, 0),
        row(BPF_CALL_REL(5), 0x85, 0, 1, 0, 5),
        row(BPF_EMIT_CALL(BPF_FUNC_map_lookup_elem), 0x85, 0, 0, 0, 1),
        row(BPF_EMIT_CALL(6), 0x85, 0, 0, 0, 6),
        row(BPF_CALL_KFUNC(1, 4711), 0x85, 0, 2, 1, 4711),
        row(BPF_EXIT_INSN(), 0x95, 0, 0, 0, 0),
        row(BPF_RAW_INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_trace_printk), 0x85, 0, 0, 0, 6),
        row(BPF_RAW_INSN(0xff, 15, 14, -1, -2), 0xff, 15, 14, -1, -2),
        row(BPF_RAW_INSN(BPF_STX | BPF_XADD | 0x18, BPF_REG_0, BPF_REG_1, 0, 0), 0xdb, 0, 1, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("macros")
  void aMacroGivesTheFieldsOfItsDefinition(CodeElement element, byte[] expected) {
    assertThat(Program.of(element).toBytes(ByteOrder.LITTLE_ENDIAN)).isEqualTo(expected);
  }

  static Stream<Object[]> wideMacros() {
    return Stream.of(
        new Object[] {BPF_LD_IMM64(BPF_REG_1, 0x1122334455667788L), 0, 0x55667788, 0x11223344},
        new Object[] {BPF_LD_MAP_FD(BPF_REG_1, 7), 1, 7, 0},
        new Object[] {BPF_LD_MAP_FD(BPF_REG_1, "counts"), 1, 0, 0},
        new Object[] {BPF_LD_MAP_VALUE(BPF_REG_1, 7, 16), 2, 7, 16},
        new Object[] {BPF_LD_BTF_ID(BPF_REG_1, 99, 5), 3, 99, 5},
        new Object[] {BPF_LD_FUNC(BPF_REG_1, 12), 4, 12, 0},
        new Object[] {BPF_LD_MAP_IDX(BPF_REG_1, 2), 5, 2, 0},
        new Object[] {BPF_LD_MAP_IDX_VALUE(BPF_REG_1, 2, 8), 6, 2, 8},
        new Object[] {BPF_LD_IMM64_RAW(BPF_REG_1, BPF_PSEUDO_MAP_FD, 7), 1, 7, 0},
        new Object[] {BPF_LD_IMM64_RAW(BPF_REG_1, BPF_PSEUDO_MAP_VALUE, 8L << 32 | 7), 2, 7, 8});
  }

  @ParameterizedTest
  @MethodSource("wideMacros")
  void aWideMacroTakesTwoSlots(CodeElement element, int src, int low, int high) {
    byte[] expected = new byte[16];
    System.arraycopy(slot(0x18, 1, src, 0, low), 0, expected, 0, 8);
    System.arraycopy(slot(0, 0, 0, 0, high), 0, expected, 8, 8);
    assertThat(Program.of(element).toBytes(ByteOrder.LITTLE_ENDIAN)).isEqualTo(expected);
  }

  @Test
  void everyInstructionOfTheTableIsReached() {
    Set<Op> reached = EnumSet.noneOf(Op.class);
    Arrays.stream(BpfInsns.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .flatMap(method -> GeneratedMethods.calls(Optional.empty(), method))
        .forEach(call -> op(call.result()).ifPresent(reached::add));
    assertThat(EnumSet.complementOf(EnumSet.copyOf(reached)))
        .as("the kernel has no macro for it, nor the instruction")
        .containsExactly(Op.CALLX);
  }

  @Test
  void theMacroDialectWritesTheSameNames() {
    Set<String> names =
        Arrays.stream(BpfInsns.class.getDeclaredMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(Op.all().stream().filter(op -> op != Op.CALLX).map(BpfInsnsTest::macro))
        .allMatch(names::contains);
  }

  private static String macro(Op op) {
    Template.Literal first = (Template.Literal) op.macro().parts().get(0);
    return first.text().substring(0, first.text().indexOf('('));
  }

  private static Optional<Op> op(Object result) {
    if (result instanceof Located located) {
      return op(located.element());
    } else if (result instanceof Insn insn) {
      return Optional.of(insn.op());
    }
    return result instanceof Branch branch ? Optional.of(branch.op()) : Optional.empty();
  }

  @Test
  void theKernelsSampleIsItsBytes() {
    int mapFd = 5;
    Program program =
        Program.of(
            BPF_MOV64_REG(BPF_REG_6, BPF_REG_1),
            BPF_LD_ABS(BPF_B, 14 + 9),
            BPF_STX_MEM(BPF_W, BPF_REG_10, BPF_REG_0, -4),
            BPF_MOV64_REG(BPF_REG_2, BPF_REG_10),
            BPF_ALU64_IMM(BPF_ADD, BPF_REG_2, -4),
            BPF_LD_MAP_FD(BPF_REG_1, mapFd),
            BPF_RAW_INSN(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_map_lookup_elem),
            BPF_JMP_IMM(BPF_JEQ, BPF_REG_0, 0, 2),
            BPF_MOV64_IMM(BPF_REG_1, 1),
            BPF_ATOMIC_OP(BPF_DW, BPF_ADD, BPF_REG_0, BPF_REG_1, 0),
            BPF_MOV64_IMM(BPF_REG_0, 0),
            BPF_EXIT_INSN());
    assertThat(HexFormat.of().formatHex(program.toBytes(ByteOrder.LITTLE_ENDIAN)))
        .isEqualTo(
            "bf16000000000000"
                + "3000000017000000"
                + "630afcff00000000"
                + "bfa2000000000000"
                + "07020000fcffffff"
                + "18110000050000000000000000000000"
                + "8500000001000000"
                + "1500020000000000"
                + "b701000001000000"
                + "db10000000000000"
                + "b700000000000000"
                + "9500000000000000");
  }

  @Test
  void anElementKnowsItsLine() {
    Located element = (Located) BPF_EXIT_INSN();
    assertThat(element.origin())
        .isInstanceOfSatisfying(
            Origin.Java.class,
            java -> assertThat(java.method()).isEqualTo("anElementKnowsItsLine"));
  }

  @Test
  void valuesThatDoNotFitAreErrors() {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> BPF_LDX_MEM(BPF_W, BPF_REG_1, BPF_REG_2, 32768))
        .withMessage("ldxw: off is 32768, must be from -32768 to 32767");
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> BPF_RAW_INSN(256, 0, 0, 0, 0))
        .withMessage("code is 256, must be from 0 to 255");
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> BPF_LD_IMM64_RAW(BPF_REG_1, 7, 0))
        .withMessage("lddw: src is 7, must be from 0 to 6");
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> BPF_LD_IMM64_RAW(BPF_REG_1, BPF_PSEUDO_MAP_FD, 1L << 32))
        .withMessageContaining("imm is 4294967296");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BPF_ALU64_REG_OFF(BPF_MOV, BPF_REG_1, BPF_REG_2, 9))
        .withMessage(
            "mov: off is 9, must be one of 0 (mov), 8 (movsx864), 16 (movsx1664), 32 (movsx3264)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BPF_BSWAP(BPF_REG_1, 24))
        .withMessage("byte order: len is 24 bits, must be 16, 32 or 64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BPF_ENDIAN(1, BPF_REG_1, 16))
        .withMessageContaining("must be BPF_TO_LE or BPF_TO_BE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BPF_LD_ABS(BPF_DW, 0))
        .withMessageContaining("no instruction ldabs of BPF_DW");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BPF_ATOMIC_OP(BPF_DW, BPF_SUB, BPF_REG_1, BPF_REG_2, 0))
        .withMessageContaining("BPF_SUB is no atomic operation");
  }
}
