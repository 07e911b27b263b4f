package dev.jbpf.isa;

import java.util.Optional;

/**
 * What a conditional jump asks: {@code R1.gt(10)}, or a combination of such questions. Conditions
 * are values; a builder makes jumps of them.
 */
public sealed interface Condition {

  /**
   * One comparison.
   *
   * @param op a conditional jump
   * @param dst the register on the left
   * @param src the register on the right; R0 if {@code op} compares with a number
   * @param imm the number on the right; 0 if {@code op} compares with a register
   */
  record Compare(Op op, Reg dst, Reg src, int imm) implements Condition {

    /**
     * A comparison.
     *
     * @throws IllegalArgumentException if {@code op} is no conditional jump
     */
    public Compare {
      if (!op.isCondition()) {
        throw new IllegalArgumentException(op.mnemonic() + " is no conditional jump");
      }
    }

    /** {@return the same comparison of the lower 32 bits; since Linux 5.1} */
    public Compare on32() {
      return new Compare(op.sibling(op.operation(), Integer.SIZE).orElseThrow(), dst, src, imm);
    }

    /** {@return the comparison that holds when this one does not; a test of bits has none} */
    public Optional<Compare> opposite() {
      return op.opposite().map(other -> new Compare(other, dst, src, imm));
    }
  }

  /** Both; the second is asked only if the first holds. */
  record And(Condition first, Condition second) implements Condition {}

  /** One of both; the second is asked only if the first does not hold. */
  record Or(Condition first, Condition second) implements Condition {}

  /** Not that. */
  record Not(Condition condition) implements Condition {}

  /** {@return a condition that holds if this and {@code other} hold} */
  default Condition and(Condition other) {
    return new And(this, other);
  }

  /** {@return a condition that holds if this or {@code other} holds} */
  default Condition or(Condition other) {
    return new Or(this, other);
  }

  /** {@return a condition that holds if this does not} */
  default Condition not() {
    return new Not(this);
  }
}
