package dev.jbpf.ir.select;

import static dev.jbpf.ir.select.MachineInsn.FRAME;
import static dev.jbpf.ir.select.MachineInsn.NONE;
import static dev.jbpf.ir.select.MachineInsn.NO_ARGUMENTS;

import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Value;
import dev.jbpf.isa.Op;

/** What makes constants and addresses: one instruction, wherever they are needed. */
public final class Rematerialization {
  private Rematerialization() {}

  /** {@return the instruction that puts {@code value}, a constant or an address, in a register} */
  public static MachineInsn make(Value value, int register) {
    return switch (value.opcode()) {
      case CONSTANT -> constant(value, register);
      case MEMBER_OFFSET -> insn(Op.MOV_IMM, register, NONE, value, value.immediate());
      case STACK -> insn(Op.ADD_IMM, register, FRAME, value, value.immediate());
      case MAP -> insn(Op.LDDW_MAP_FD, register, NONE, value, 0);
      case MAP_VALUE -> insn(Op.LDDW_MAP_VALUE, register, NONE, value, value.immediate());
      case FUNCTION -> insn(Op.LDDW_FUNC, register, NONE, value, 0);
      case KERNEL_VARIABLE -> insn(Op.LDDW_BTF_ID, register, NONE, value, variable(value));
      default -> throw new IllegalArgumentException(value.opcode() + " is not made anew");
    };
  }

  private static long variable(Value value) {
    return value.symbol() instanceof Referent.OfVariable of
        ? (long) of.object() << Integer.SIZE | of.id() & 0xffff_ffffL
        : 0;
  }

  /** In numbers of 32 bits the upper half of the register is zero. */
  private static MachineInsn constant(Value value, int register) {
    long number = value.immediate();
    if (number != (int) number) {
      return insn(Op.LDDW, register, NONE, value, number);
    }
    boolean isNarrow = !value.type().isWide() && number < 0;
    return insn(isNarrow ? Op.MOV32_IMM : Op.MOV_IMM, register, NONE, value, number);
  }

  private static MachineInsn insn(Op op, int register, int first, Value value, long imm) {
    return new MachineInsn(
        op, register, first, NONE, 0, imm, NO_ARGUMENTS, value.symbol(), NONE, value.origin());
  }
}
