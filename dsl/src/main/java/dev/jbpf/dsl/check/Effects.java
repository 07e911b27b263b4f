package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an instruction does to the registers, as sets of bits: bit n is register n.
 *
 * @param reads what it needs
 * @param writes what it gives a value
 * @param loses what has no value afterwards
 */
record Effects(int reads, int writes, int loses) {
  private static final int ARGUMENTS = 0b11_1110;
  private static final int R0 = 1;
  private static final int R6 = 1 << 6;

  private static final Set<Op> REPLACING =
      EnumSet.of(
          Op.MOV_IMM,
          Op.MOV_REG,
          Op.MOV32_IMM,
          Op.MOV32_REG,
          Op.MOVSX832,
          Op.MOVSX1632,
          Op.MOVSX864,
          Op.MOVSX1664,
          Op.MOVSX3264,
          Op.ADDR_SPACE_CAST);

  static Effects of(Insn insn) {
    int dst = 1 << insn.dst().number();
    int src = 1 << insn.src().number();
    return switch (insn.op().format()) {
      case ALU_IMM -> arithmetic(insn.op(), dst, 0);
      case ALU_REG, ADDRESS_CAST -> arithmetic(insn.op(), dst, src);
      case ALU_UNARY -> new Effects(dst, dst, 0);
      case JUMP_IMM -> new Effects(dst, 0, 0);
      case JUMP_REG, STORE_REG -> new Effects(dst | src, 0, 0);
      case JUMP, JUMP_LONG -> new Effects(0, 0, 0);
      case HELPER_ID -> new Effects(arguments(insn), R0, ARGUMENTS);
      case CALL_TARGET, KFUNC_ID -> new Effects(0, R0, ARGUMENTS);
      case CALL_ADDRESS -> new Effects(dst, R0, ARGUMENTS);
      case NO_OPERANDS -> new Effects(0, 0, 0);
      case LOAD -> new Effects(src, dst, 0);
      case STORE_IMM -> new Effects(dst, 0, 0);
      case ATOMIC -> atomic(insn.op(), dst, src);
      case PACKET_ABS -> new Effects(R6, R0, ARGUMENTS);
      case PACKET_IND -> new Effects(R6 | src, R0, ARGUMENTS);
      case WIDE_IMM, WIDE_MAP, WIDE_PAIR, WIDE_TARGET -> new Effects(0, dst, 0);
    };
  }

  private static Effects arithmetic(Op op, int dst, int src) {
    return new Effects(REPLACING.contains(op) ? src : dst | src, dst, 0);
  }

  private static Effects atomic(Op op, int dst, int src) {
    boolean compares = op == Op.ACMP || op == Op.ACMP32;
    boolean returns = op.fixed(Field.IMM) % 2 == 1 && !compares;
    return new Effects(dst | src | (compares ? R0 : 0), compares ? R0 : returns ? src : 0, 0);
  }

  /** The registers of the arguments that every call of the helper has. */
  private static int arguments(Insn call) {
    return Helper.of((int) call.imm())
        .map(Helper::signature)
        .map(HelperSignature::parameters)
        .map(parameters -> (1 << parameters.size() + 1) - 2)
        .orElse(0);
  }

  /** {@return the registers that have a value after it, of those that had one before} */
  int after(int before) {
    return before & ~loses | writes;
  }

  /** {@return whether {@code insn} needs the value of {@code reg}} */
  static boolean reads(Insn insn, Reg reg) {
    return (of(insn).reads() & 1 << reg.number()) != 0;
  }

  /** {@return the register whose memory it reads or writes, if it does} */
  static Optional<Reg> base(Insn insn) {
    return switch (insn.op().format()) {
      case LOAD -> Optional.of(insn.src());
      case STORE_IMM, STORE_REG, ATOMIC -> Optional.of(insn.dst());
      case ALU_IMM,
          ALU_REG,
          ALU_UNARY,
          ADDRESS_CAST,
          JUMP_IMM,
          JUMP_REG,
          JUMP,
          JUMP_LONG,
          HELPER_ID,
          CALL_TARGET,
          KFUNC_ID,
          CALL_ADDRESS,
          NO_OPERANDS,
          PACKET_ABS,
          PACKET_IND,
          WIDE_IMM,
          WIDE_MAP,
          WIDE_PAIR,
          WIDE_TARGET ->
          Optional.empty();
    };
  }
}
