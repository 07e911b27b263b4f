package dev.jbpf.isa;

import java.util.List;

/**
 * How an instruction is written with the macros of the kernel's {@code filter.h}: {@code
 * BPF_ALU64_IMM(BPF_ADD, {dst}, {imm})}. The names follow from the opcode's bits.
 *
 * <p>Source: {@code include/linux/filter.h} and {@code include/uapi/linux/bpf.h}. Where the kernel
 * has no macro, the name is made as its others are.
 */
final class MacroForm {
  private static final int CLASS = 0x07;
  private static final int ALU64 = 0x07;
  private static final int JMP32 = 0x06;

  /** By the upper four bits of the opcode. */
  static final List<String> ALU =
      List.of(
          "ADD", "SUB", "MUL", "DIV", "OR", "AND", "LSH", "RSH", "NEG", "MOD", "XOR", "MOV",
          "ARSH");

  static final List<String> JUMPS =
      List.of(
          "JA", "JEQ", "JGT", "JGE", "JSET", "JNE", "JSGT", "JSGE", "CALL", "EXIT", "JLT", "JLE",
          "JSLT", "JSLE");

  /** By bits 3 and 4 of the opcode. */
  static final List<String> SIZES = List.of("W", "H", "B", "DW");

  static final int FETCH = 1;

  private MacroForm() {}

  static String of(Op op) {
    return switch (op.format()) {
      case ALU_IMM -> alu(op, "IMM", "{imm}");
      case ALU_REG -> alu(op, "REG", "{src}");
      case ALU_UNARY -> unary(op);
      case ADDRESS_CAST -> "BPF_ADDR_SPACE_CAST({dst}, {src}, {hi16}, {lo16})";
      case JUMP_IMM -> jump(op, "IMM", "{imm}");
      case JUMP_REG -> jump(op, "REG", "{src}");
      case JUMP -> op == Op.JA ? "BPF_JMP_A({target})" : "BPF_MAY_GOTO({target})";
      case JUMP_LONG -> "BPF_JMP32_A({target})";
      case HELPER_ID -> "BPF_EMIT_CALL({imm})";
      case CALL_TARGET -> "BPF_CALL_REL({target})";
      case KFUNC_ID -> "BPF_CALL_KFUNC({index}, {imm})";
      case CALL_ADDRESS -> "BPF_CALL_REG({dst})";
      case NO_OPERANDS -> "BPF_EXIT_INSN()";
      case LOAD -> load(op);
      case STORE_IMM -> "BPF_ST_MEM(" + size(op) + ", {dst}, {disp}, {imm})";
      case STORE_REG -> op.fixed(Field.IMM) == 0 ? "BPF_STX_MEM(" + memory(op) : atomic(op);
      case ATOMIC -> atomic(op);
      case PACKET_ABS -> "BPF_LD_ABS(" + size(op) + ", {imm})";
      case PACKET_IND -> "BPF_LD_IND(" + size(op) + ", {src}, {imm})";
      case WIDE_IMM -> "BPF_LD_IMM64({dst}, {imm})";
      case WIDE_MAP, WIDE_PAIR, WIDE_TARGET -> wide(op);
    };
  }

  private static String alu(Op op, String kind, String operand) {
    String width = width(op);
    String name = ALU.get(op.opcode() >> 4);
    int off = op.fixed(Field.OFF);
    if (name.equals("MOV")) {
      String extended = off == 0 ? "MOV" : "MOVSX";
      String bits = off == 0 ? "" : ", " + off;
      return "BPF_" + extended + width + "_" + kind + "({dst}, " + operand + bits + ")";
    }
    String signed = off == 0 ? "(" : "_OFF(";
    String end = off == 0 ? ")" : ", " + off + ")";
    return "BPF_ALU" + width + "_" + kind + signed + "BPF_" + name + ", {dst}, " + operand + end;
  }

  private static String width(Op op) {
    return (op.opcode() & CLASS) == ALU64 ? "64" : "32";
  }

  private static String unary(Op op) {
    int bits = op.fixed(Field.IMM);
    if (bits == 0) {
      return "BPF_ALU" + width(op) + "_IMM(BPF_NEG, {dst}, 0)";
    }
    if ((op.opcode() & CLASS) == ALU64) {
      return "BPF_BSWAP({dst}, " + bits + ")";
    }
    boolean toBig = (op.opcode() & 0x08) != 0;
    return "BPF_ENDIAN(" + (toBig ? "BPF_TO_BE" : "BPF_TO_LE") + ", {dst}, " + bits + ")";
  }

  private static String jump(Op op, String kind, String operand) {
    String family = (op.opcode() & CLASS) == JMP32 ? "BPF_JMP32_" : "BPF_JMP_";
    String name = JUMPS.get(op.opcode() >> 4);
    return family + kind + "(BPF_" + name + ", {dst}, " + operand + ", {target})";
  }

  private static String size(Op op) {
    return "BPF_" + SIZES.get(op.opcode() >> 3 & 3);
  }

  private static String memory(Op op) {
    return size(op) + ", {dst}, {src}, {disp})";
  }

  private static String load(Op op) {
    if (op.fixed(Field.IMM) != 0) {
      return atomic(op);
    }
    boolean signed = op.opcode() >> 5 == 4;
    return (signed ? "BPF_LDX_MEMSX(" : "BPF_LDX_MEM(") + memory(op);
  }

  private static String atomic(Op op) {
    return "BPF_ATOMIC_OP("
        + size(op)
        + ", "
        + atomicName(op.fixed(Field.IMM))
        + ", {dst}, {src}, {disp})";
  }

  private static String atomicName(int code) {
    return switch (code) {
      case 0x100 -> "BPF_LOAD_ACQ";
      case 0x110 -> "BPF_STORE_REL";
      case 0xe0 | FETCH -> "BPF_XCHG";
      case 0xf0 | FETCH -> "BPF_CMPXCHG";
      default -> "BPF_" + ALU.get(code >> 4) + ((code & FETCH) == 0 ? "" : " | BPF_FETCH");
    };
  }

  private static String wide(Op op) {
    return switch (op.fixed(Field.SRC)) {
      case 1 -> "BPF_LD_MAP_FD({dst}, {lo32})";
      case 2 -> "BPF_LD_MAP_VALUE({dst}, {lo32}, {hi32})";
      case 3 -> "BPF_LD_BTF_ID({dst}, {lo32}, {hi32})";
      case 4 -> "BPF_LD_FUNC({dst}, {target})";
      case 5 -> "BPF_LD_MAP_IDX({dst}, {lo32})";
      default -> "BPF_LD_MAP_IDX_VALUE({dst}, {lo32}, {hi32})";
    };
  }
}
