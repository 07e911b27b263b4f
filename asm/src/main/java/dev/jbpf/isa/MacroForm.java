package dev.jbpf.isa;

/**
 * How an instruction is written with the macros of the kernel's {@code filter.h}: {@code
 * BPF_ALU64_IMM(BPF_ADD, {dst}, {imm})}. The names follow from what it does.
 *
 * <p>Source: {@code include/linux/filter.h} and {@code include/uapi/linux/bpf.h}. Where the kernel
 * has no macro, the name is made as its others are.
 */
final class MacroForm {
  private MacroForm() {}

  static String of(Op op) {
    return switch (op.format()) {
      case ALU_IMM -> alu(op, "IMM", "{imm}");
      case ALU_REG -> alu(op, "REG", "{src}");
      case ALU_UNARY -> unary(op);
      case ADDRESS_CAST -> "BPF_ADDR_SPACE_CAST({dst}, {src}, {hi16}, {lo16})";
      case JUMP_IMM -> jump(op, "IMM", "{imm}");
      case JUMP_REG -> jump(op, "REG", "{src}");
      case JUMP -> plainJump(op);
      case JUMP_ADDRESS -> "BPF_JMP_REG_A({dst})";
      case JUMP_LONG -> "BPF_JMP32_A({target})";
      case HELPER_ID -> "BPF_EMIT_CALL({imm})";
      case CALL_TARGET -> "BPF_CALL_REL({target})";
      case KFUNC_ID -> "BPF_CALL_KFUNC({index}, {imm})";
      case CALL_ADDRESS -> "BPF_CALL_REG({dst})";
      case NO_OPERANDS -> "BPF_EXIT_INSN()";
      case LOAD -> load(op);
      case STORE_IMM -> "BPF_ST_MEM(" + size(op) + ", {dst}, {disp}, {imm})";
      case STORE_REG ->
          op.operation() == Operation.WRITE ? "BPF_STX_MEM(" + memory(op) : atomic(op);
      case ATOMIC -> atomic(op);
      case PACKET_ABS -> "BPF_LD_ABS(" + size(op) + ", {imm})";
      case PACKET_IND -> "BPF_LD_IND(" + size(op) + ", {src}, {imm})";
      case WIDE_IMM -> "BPF_LD_IMM64({dst}, {imm})";
      case WIDE_MAP, WIDE_PAIR, WIDE_TARGET -> wide(op);
    };
  }

  private static String plainJump(Op op) {
    return switch (op.operation()) {
      case MAYBE -> "BPF_MAY_GOTO({target})";
      case SWITCHED -> "BPF_GOTO_OR_NOP({target})";
      default -> "BPF_JMP_A({target})";
    };
  }

  private static String alu(Op op, String kind, String operand) {
    String form = op.width() + "_" + kind;
    String operands = ", {dst}, " + operand;
    return switch (op.operation()) {
      case MOV -> "BPF_MOV" + form + "({dst}, " + operand + ")";
      case SX8, SX16, SX32 ->
          "BPF_MOVSX" + form + "({dst}, " + operand + ", " + op.fixed(Field.OFF) + ")";
      case SDIV, SMOD ->
          "BPF_ALU" + form + "_OFF(" + name(op) + operands + ", " + op.fixed(Field.OFF) + ")";
      default -> "BPF_ALU" + form + "(" + name(op) + operands + ")";
    };
  }

  private static String unary(Op op) {
    return switch (op.operation()) {
      case TO_LE -> "BPF_ENDIAN(BPF_TO_LE, {dst}, " + op.width() + ")";
      case TO_BE -> "BPF_ENDIAN(BPF_TO_BE, {dst}, " + op.width() + ")";
      case SWAP -> "BPF_BSWAP({dst}, " + op.width() + ")";
      default -> "BPF_ALU" + op.width() + "_IMM(" + name(op) + ", {dst}, 0)";
    };
  }

  private static String jump(Op op, String kind, String operand) {
    String family = op.width() == Integer.SIZE ? "BPF_JMP32_" : "BPF_JMP_";
    return family + kind + "(" + name(op) + ", {dst}, " + operand + ", {target})";
  }

  /**
   * {@return the kernel's name of what {@code op} does, of the bits of an opcode, or of an atomic's
   * immediate}
   */
  static String name(Op op) {
    Operation operation = op.operation();
    return switch (operation) {
      case SDIV -> "BPF_DIV";
      case SMOD -> "BPF_MOD";
      case NEGATE -> "BPF_NEG";
      case SX8, SX16, SX32 -> "BPF_MOV";
      case ATOMIC_ADD -> "BPF_ADD";
      case ATOMIC_OR -> "BPF_OR";
      case ATOMIC_AND -> "BPF_AND";
      case ATOMIC_XOR -> "BPF_XOR";
      case FETCH_ADD -> "BPF_ADD | BPF_FETCH";
      case FETCH_OR -> "BPF_OR | BPF_FETCH";
      case FETCH_AND -> "BPF_AND | BPF_FETCH";
      case FETCH_XOR -> "BPF_XOR | BPF_FETCH";
      case EXCHANGE -> "BPF_XCHG";
      case COMPARE_EXCHANGE -> "BPF_CMPXCHG";
      case READ_ACQUIRE -> "BPF_LOAD_ACQ";
      case WRITE_RELEASE -> "BPF_STORE_REL";
      default -> (op.isCondition() ? "BPF_J" : "BPF_") + operation;
    };
  }

  /** {@return the kernel's name of how many bytes of memory {@code op} accesses} */
  static String size(Op op) {
    return switch (op.accessSize()) {
      case Byte.BYTES -> "BPF_B";
      case Short.BYTES -> "BPF_H";
      case Integer.BYTES -> "BPF_W";
      default -> "BPF_DW";
    };
  }

  private static String memory(Op op) {
    return size(op) + ", {dst}, {src}, {disp})";
  }

  private static String load(Op op) {
    return switch (op.operation()) {
      case READ -> "BPF_LDX_MEM(" + memory(op);
      case READ_SIGNED -> "BPF_LDX_MEMSX(" + memory(op);
      default -> atomic(op);
    };
  }

  private static String atomic(Op op) {
    return "BPF_ATOMIC_OP(" + size(op) + ", " + name(op) + ", {dst}, {src}, {disp})";
  }

  /** {@code LDDW_MAP_FD} is {@code BPF_LD_MAP_FD}. */
  private static String wide(Op op) {
    String operands =
        switch (op.format()) {
          case WIDE_PAIR -> "({dst}, {lo32}, {hi32})";
          case WIDE_TARGET -> "({dst}, {target})";
          default -> "({dst}, {lo32})";
        };
    return op.name().replace("LDDW", "BPF_LD") + operands;
  }
}
