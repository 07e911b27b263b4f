package dev.jbpf.verifier.step;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.step.machine.Machine;

/**
 * Numbers that are copies of one another but for a constant: how long a kernel knows that. One sum
 * is followed; with a second, or a copy of its own, a number leaves those that it was linked to.
 */
final class NumberLinks {
  private static final long FAR = 1L << 29;

  private final Machine machine;

  NumberLinks(Machine machine) {
    this.machine = machine;
  }

  /**
   * {@return {@code result}, which is {@code left op right}, linked as {@code left} is if it may}
   */
  Num moved(Op op, Num left, Num right, Scalar result) {
    boolean isSum = op.operation() == Operation.ADD;
    if (!isSum && op.operation() != Operation.SUB) {
      return left.made(result, right);
    }
    if (left.isMoved() || !machine.since(6, 10) || !isKept(op, left, right)) {
      return left.made(result, right);
    }
    long by = by(op, right);
    return left.moved(result, (int) (isSum ? by : -by), op.width());
  }

  private static long by(Op op, Num right) {
    long value = part(op, right).value();
    return op.width() == Integer.SIZE ? (int) value : value;
  }

  private static Scalar part(Op op, Num right) {
    return right.scalar().lower(op.width() / Byte.SIZE);
  }

  /** {@return whether a kernel that links sums links this one: newer ones know differences, too} */
  private boolean isKept(Op op, Num left, Num right) {
    if (!part(op, right).isConstant()) {
      return false;
    }
    long by = by(op, right);
    boolean isSum = op.operation() == Operation.ADD;
    boolean isWhole = op.width() == Long.SIZE || left.scalar().umax() >>> Integer.SIZE == 0;
    return machine.since(6, 18)
        ? by == (int) by && isWhole && (isSum || by != Integer.MIN_VALUE)
        : by == (int) by && by >= 0 && isSum && op.width() == Long.SIZE;
  }

  /**
   * Checks a number that is added to an address, or taken from it: while other numbers are linked
   * to it, the constant between them counts as an offset as well.
   */
  void checkOffset(Num num, int register) {
    boolean isFar = num.isMoved() && (num.delta() >= FAR || num.delta() <= -FAR);
    if (isFar && machine.state().isShared(num.id())) {
      throw Machine.refusal(
          Rule.POINTER_OFFSET_RANGE,
          register,
          "what is added to the pointer is a copy of another register plus "
              + num.delta()
              + ", which counts as an offset although the sum is "
              + num.scalar());
    }
  }
}
