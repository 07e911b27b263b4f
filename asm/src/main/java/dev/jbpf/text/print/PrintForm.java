package dev.jbpf.text.print;

import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;

/**
 * How an instruction with certain registers is written: a text before each operand that is no
 * register, and one at the end.
 */
final class PrintForm {
  final Op op;

  /** The opcode and the registers that it is for, as a slot has them. */
  final int head;

  final int slots;
  final boolean isCall;
  final byte[][] texts;
  final Operand[] operands;

  /** Where the number that is written comes from, and how it is written. */
  enum Operand {
    /** The immediate field. */
    NUMBER,
    /** The offset field, with a sign. */
    OFFSET,
    /** The offset field. */
    PLAIN_OFFSET,
    /** A place, by the offset field. */
    NEAR,
    /** A place, by the immediate field. */
    FAR,
    /** Both slots, or a name. */
    WIDE,
    /** An immediate that is laid out in another way. */
    OTHER,
    /** The immediate field, as the constant of a helper. */
    HELPER,
    /** The first slot's immediate field, or a name. */
    LOWER,
    /** The second slot's immediate field. */
    UPPER,
    /** The lower half of the immediate field. */
    LOWER_HALF,
    /** The upper half of the immediate field. */
    UPPER_HALF
  }

  PrintForm(Op op, int head, byte[][] texts, Operand[] operands) {
    this.op = op;
    this.head = head;
    this.slots = op.slots();
    this.isCall = op.format() == Format.CALL_TARGET;
    this.texts = texts;
    this.operands = operands;
  }
}
