package dev.jbpf.ir.select;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Referent;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;

/**
 * An instruction of the machine whose registers have no place yet, but numbers: as many as there
 * are values. Unlike the machine's its result has a register of its own.
 *
 * @param op what it is
 * @param result the register of its result, or {@link #NONE}
 * @param first the register that is the machine's destination as well as operand, or the base of
 *     memory; {@link #FRAME} for the stack's, {@link #NONE} where there is none
 * @param second the register that is the machine's source, or {@link #NONE}
 * @param off the offset in bytes, counted from the object where {@code symbol} is one
 * @param imm the immediate
 * @param arguments what a call takes, the value of a return, the number that an exchange expects
 * @param symbol the object, map, function, … that it speaks of
 * @param target the block that it jumps to; its own where it does not jump
 * @param origin where the author wrote it
 */
public record MachineInsn(
    Op op,
    int result,
    int first,
    int second,
    int off,
    long imm,
    int[] arguments,
    Referent symbol,
    int target,
    Origin origin) {
  /** No register, no target. */
  public static final int NONE = -1;

  /** The frame pointer. */
  public static final int FRAME = -2;

  /** Of instructions that take no arguments. */
  static final int[] NO_ARGUMENTS = {};

  /** {@return whether the machine wants the first operand and the result in one register} */
  public boolean tiesFirst() {
    Operation.Kind kind = op.operation().kind();
    return result >= 0 && (kind == Operation.Kind.ALU || kind == Operation.Kind.UNARY);
  }

  /** {@return whether the machine wants the second operand and the result in one register} */
  public boolean tiesSecond() {
    return result >= 0 && op.writesSrc();
  }

  /** {@return whether its result is in r0} */
  public boolean givesR0() {
    return isCall() || op.operation() == Operation.COMPARE_EXCHANGE || isPacketRead();
  }

  /** {@return whether it reads the packet of the context in r6} */
  public boolean isPacketRead() {
    return op.operation() == Operation.READ_PACKET;
  }

  /** {@return whether it calls: r0 to r5 are lost} */
  public boolean isCall() {
    return op.operation().kind() == Operation.Kind.CALL;
  }

  /** {@return whether its operands may change places} */
  public boolean isCommutative() {
    return switch (op.operation()) {
      case ADD, MUL, OR, AND, XOR -> second >= 0;
      default -> false;
    };
  }

  /** {@return the registers that it loses, as bits} */
  public int clobbers() {
    if (isCall() || isPacketRead()) {
      return 0b11_1111;
    }
    return op.operation() == Operation.COMPARE_EXCHANGE ? 1 : 0;
  }

  /** {@return whether its first operand is a register that is still needed when it is done} */
  public boolean needsFirstLate() {
    return op.operation().kind() == Operation.Kind.ATOMIC && result >= 0;
  }

  /** {@return whether its second operand may not share the register of the result} */
  public boolean needsSecondLate() {
    return op.operation() == Operation.COMPARE_EXCHANGE
        || tiesFirst() && second >= 0 && second != first && !isCommutative();
  }
}
