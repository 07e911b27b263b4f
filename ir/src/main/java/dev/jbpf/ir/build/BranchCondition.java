package dev.jbpf.ir.build;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;

/** What a branch asks: one comparison, or several. */
public sealed interface BranchCondition {
  /** One comparison of two values of one width. */
  record Compare(Opcode opcode, Value left, Value right) implements BranchCondition {
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
  record And(BranchCondition first, BranchCondition second) implements BranchCondition {}

  /** One of both; the second is asked only if the first does not hold. */
  record Or(BranchCondition first, BranchCondition second) implements BranchCondition {}

  /** Not that. */
  record Not(BranchCondition condition) implements BranchCondition {}

  /** {@return a condition that holds if this and {@code other} hold} */
  default BranchCondition and(BranchCondition other) {
    return new And(this, other);
  }

  /** {@return a condition that holds if this or {@code other} holds} */
  default BranchCondition or(BranchCondition other) {
    return new Or(this, other);
  }

  /** {@return a condition that holds if this does not} */
  default BranchCondition not() {
    return new Not(this);
  }
}
