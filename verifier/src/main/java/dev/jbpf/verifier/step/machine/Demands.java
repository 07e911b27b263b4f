package dev.jbpf.verifier.step.machine;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;

/** What arguments of helpers, functions and the kernel's functions are held against. */
public final class Demands {
  /** A size that may be that large has no limit worth the name. */
  private static final long MAX_SIZE = 1L << 29;

  private Demands() {}

  /** {@return that a register is to be something else than it is} */
  public static Refusal mismatch(Value value, int number, String wanted) {
    return Machine.refusal(
        Rule.ARGUMENT_KIND,
        number,
        Machine.name(number) + " must be " + wanted + ", but is " + described(value));
  }

  /** {@return what a register holds, in words} */
  public static String described(Value value) {
    if (value instanceof Num num) {
      return num.isLost()
          ? "a scalar: the pointer it held was released or invalidated"
          : "a scalar (" + value + ")";
    }
    return "a pointer to " + value;
  }

  /** {@return {@code value}, which has to be the address of that kind, and not null} */
  public static Pointer pointer(Value value, int number, PointerKind kind) {
    if (value instanceof Pointer pointer && pointer.kind() == kind) {
      present(pointer, number);
      return pointer;
    }
    throw mismatch(value, number, "a pointer to " + kind);
  }

  /** Checks that the address is known not to be null. */
  public static void present(Pointer pointer, int number) {
    if (pointer.isNullable()) {
      throw Machine.refusal(
          Rule.NULL_CHECK, number, Machine.name(number) + " may be null: " + pointer);
    }
  }

  /** Checks that the address is where it was when it was given. */
  public static void atBeginning(Pointer pointer, int number, Rule rule) {
    if (pointer.off() != 0 || !pointer.var().is(0)) {
      throw Machine.refusal(rule, number, "the pointer has an offset: " + pointer);
    }
  }

  /** {@return {@code value}, which has to be a number} */
  public static Num number(Value value, int number, String wanted) {
    if (value instanceof Num num) {
      return num;
    }
    throw mismatch(value, number, wanted);
  }

  /** {@return the number that {@code value} is, which has to be known} */
  public static long constant(Value value, int number) {
    Num num = number(value, number, "a constant");
    if (!num.scalar().isConstant()) {
      throw Machine.refusal(
          Rule.ARGUMENT_CONSTANT,
          number,
          Machine.name(number) + " must be a constant, but is " + num);
    }
    num.demand();
    return num.scalar().value();
  }

  /** {@return {@code value}, which has to be a size with a limit, and not negative} */
  public static Num size(Value value, int number) {
    Num size = number(value, number, "a size");
    size.demand();
    if (size.scalar().smin() < 0) {
      throw size(number, "may be negative", size);
    }
    if (Long.compareUnsigned(size.scalar().umax(), MAX_SIZE) >= 0) {
      throw size(number, "is unbounded", size);
    }
    return size;
  }

  /** {@return that a size is not as it has to be} */
  public static Refusal size(int number, String what, Num size) {
    return Machine.refusal(
        Rule.ARGUMENT_SIZE,
        number,
        "the size in " + Machine.name(number) + " " + what + ": " + size);
  }
}
