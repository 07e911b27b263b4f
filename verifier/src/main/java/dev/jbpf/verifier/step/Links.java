package dev.jbpf.verifier.step;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.step.machine.Machine;

/** Numbers that are copies of one another but for a constant: how long a kernel knows that. */
final class Links {
  private static final long FAR = 1L << 29;

  private final Machine machine;

  Links(Machine machine) {
    this.machine = machine;
  }

  /** {@return {@code result}, which is {@code left op right}, linked as {@code left} is if it may} */
  Num moved(Op op, Num left, Num right, Scalar result) {
    boolean isSum = op.operation() == Operation.ADD;
    if (!isSum && op.operation() != Operation.SUB) {
      return left.made(result, right);
    }
    boolean isKept = machine.movesOnce() ? isKeptOnce(op, left, right) : isKept(op, left, right);
    if (!isKept) {
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

  private static boolean isKeptOnce(Op op, Num left, Num right) {
    boolean isWhole = op.width() == Long.SIZE || left.scalar().umax() >>> Integer.SIZE == 0;
    if (left.isMoved() || !isWhole || !part(op, right).isConstant()) {
      return false;
    }
    long by = by(op, right);
    return fits(by) && (op.operation() == Operation.ADD || by != Integer.MIN_VALUE);
  }

  private static boolean isKept(Op op, Num left, Num right) {
    return op.operation() == Operation.ADD
        && op.width() == Long.SIZE
        && right.scalar().isConstant()
        && fits(left.delta() + right.scalar().value());
  }

  private static boolean fits(long delta) {
    return delta == (int) delta;
  }

  /**
   * Checks a number that is added to an address, or taken from it: while other numbers are linked
   * to it, the constant between them counts as an offset as well.
   */
  void checkOffset(Num num, int register) {
    boolean isFar = num.isMoved() && (num.delta() >= FAR || num.delta() <= -FAR);
    if (isFar && machine.movesOnce() && machine.state().isShared(num.id())) {
      throw Machine.refusal(
          Rule.POINTER_OFFSET_RANGE,
          register,
          "an address is moved by a copy of another number plus "
              + num.delta()
              + ", which counts as an offset although the sum is "
              + num.scalar());
    }
  }
}
