package dev.jbpf.ir.build;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;

/** What a branch asks: one comparison, or several. */
public sealed interface Condition {
  /** One comparison of two values of one width. */
  record Compare(Opcode opcode, Value left, Value right) implements Condition {
    /**
     * A comparison.
     *
     * @throws IllegalArgumentException if {@code opcode} is none
     */
    public Compare {
      if (!opcode.isCompare()) {
        throw new IllegalArgumentException(opcode + " is no comparison");
      }
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
