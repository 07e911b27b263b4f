package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.BranchCondition;
import dev.jbpf.ir.build.FunctionBuilder;

/**
 * A number of some bits, with or without a sign, in the machine's byte order. Its methods are those
 * of {@link java.math.BigInteger}; what does not fit is cut, as Java's own types do it.
 *
 * <p>Division, remainder, comparison and shifts to the right are those of the type: of {@code U32}
 * without, of {@code S32} with a sign. {@code x / 0} is 0, {@code x % 0} is x, as the instruction
 * set has it.
 *
 * @param <T> the type itself
 * @param <W> what fits into it without loss, and is taken beside it
 */
public abstract class Int<T extends Int<T, W>, W> extends Bits {
  Int(Scope scope, Value ir) {
    super(scope, ir);
  }

  /** {@return its type} */
  public abstract Kind<T> kind();

  /** {@return {@code other} as this type} */
  abstract T widened(W other);

  /** {@return {@code this + other}} */
  public final T add(W other) {
    return binary(Opcode.ADD, value(other));
  }

  /** {@return {@code this + other}} */
  public final T add(long other) {
    return binary(Opcode.ADD, value(other));
  }

  /** {@return {@code this - other}} */
  public final T subtract(W other) {
    return binary(Opcode.SUB, value(other));
  }

  /** {@return {@code this - other}} */
  public final T subtract(long other) {
    return binary(Opcode.SUB, value(other));
  }

  /** {@return {@code this * other}} */
  public final T multiply(W other) {
    return binary(Opcode.MUL, value(other));
  }

  /** {@return {@code this * other}} */
  public final T multiply(long other) {
    return binary(Opcode.MUL, value(other));
  }

  /** {@return {@code this / other}, 0 if that is 0} */
  public final T divide(W other) {
    return binary(Opcode.DIV, value(other));
  }

  /** {@return {@code this / other}, 0 if that is 0} */
  public final T divide(long other) {
    return binary(Opcode.DIV, divisor(other));
  }

  /** {@return the rest of {@code this / other}, this if that is 0; of the sign of this} */
  public final T remainder(W other) {
    return binary(Opcode.MOD, value(other));
  }

  /** {@return the rest of {@code this / other}, this if that is 0; of the sign of this} */
  public final T remainder(long other) {
    return binary(Opcode.MOD, divisor(other));
  }

  private Value divisor(long other) {
    if (other == 0) {
      throw scope()
          .error("divisor", "division by 0: to the machine the quotient is 0, and no error");
    }
    return value(other);
  }

  /** {@return the bits that both have} */
  public final T and(W other) {
    return binary(Opcode.AND, value(other));
  }

  /** {@return the bits that both have} */
  public final T and(long other) {
    return binary(Opcode.AND, value(other));
  }

  /** {@return the bits that one of both has} */
  public final T or(W other) {
    return binary(Opcode.OR, value(other));
  }

  /** {@return the bits that one of both has} */
  public final T or(long other) {
    return binary(Opcode.OR, value(other));
  }

  /** {@return the bits that exactly one of both has} */
  public final T xor(W other) {
    return binary(Opcode.XOR, value(other));
  }

  /** {@return the bits that exactly one of both has} */
  public final T xor(long other) {
    return binary(Opcode.XOR, value(other));
  }

  /** {@return all bits turned over} */
  public final T not() {
    return binary(Opcode.XOR, value(-1));
  }

  /** {@return {@code -this}} */
  public final T negate() {
    return made(scope().at().negate(ir()));
  }

  /**
   * {@return this, shifted to the left; zeros come in} By the lower 6 bits of {@code bits} where
   * this has 64 bits, by the lower 5 where it has fewer, as in Java.
   */
  public final T shiftLeft(Int<?, ?> bits) {
    return binary(Opcode.SHL, amount(bits));
  }

  /** {@return this, shifted to the left} */
  public final T shiftLeft(int bits) {
    return binary(Opcode.SHL, amount(bits));
  }

  /**
   * {@return this, shifted to the right; copies of its sign come in, or zeros where it has none}
   */
  public final T shiftRight(Int<?, ?> bits) {
    return binary(Opcode.SHR, amount(bits));
  }

  /**
   * {@return this, shifted to the right; copies of its sign come in, or zeros where it has none}
   */
  public final T shiftRight(int bits) {
    return binary(Opcode.SHR, amount(bits));
  }

  /** {@return the smaller of both} */
  public final T min(W other) {
    return lt(other).choose(kind(), self(), widened(other));
  }

  /** {@return the smaller of both} */
  public final T min(long other) {
    return lt(other).choose(kind(), self(), kind().of(scope(), other));
  }

  /** {@return the larger of both} */
  public final T max(W other) {
    return gt(other).choose(kind(), self(), widened(other));
  }

  /** {@return the larger of both} */
  public final T max(long other) {
    return gt(other).choose(kind(), self(), kind().of(scope(), other));
  }

  /** {@return whether both are equal} */
  public final Bool eq(W other) {
    return ask(Opcode.EQ, value(other));
  }

  /** {@return whether both are equal} */
  public final Bool eq(long other) {
    return ask(Opcode.EQ, value(other));
  }

  /** {@return whether both differ} */
  public final Bool ne(W other) {
    return ask(Opcode.NE, value(other));
  }

  /** {@return whether both differ} */
  public final Bool ne(long other) {
    return ask(Opcode.NE, value(other));
  }

  /** {@return whether this is smaller} */
  public final Bool lt(W other) {
    return ask(Opcode.LT, value(other));
  }

  /** {@return whether this is smaller} */
  public final Bool lt(long other) {
    return ask(Opcode.LT, value(other));
  }

  /** {@return whether this is smaller, or both are equal} */
  public final Bool le(W other) {
    return ask(Opcode.LE, value(other));
  }

  /** {@return whether this is smaller, or both are equal} */
  public final Bool le(long other) {
    return ask(Opcode.LE, value(other));
  }

  /** {@return whether this is larger} */
  public final Bool gt(W other) {
    return ask(Opcode.GT, value(other));
  }

  /** {@return whether this is larger} */
  public final Bool gt(long other) {
    return ask(Opcode.GT, value(other));
  }

  /** {@return whether this is larger, or both are equal} */
  public final Bool ge(W other) {
    return ask(Opcode.GE, value(other));
  }

  /** {@return whether this is larger, or both are equal} */
  public final Bool ge(long other) {
    return ask(Opcode.GE, value(other));
  }

  /** {@return whether this has any of the bits of {@code mask}} */
  public final Bool hasAny(long mask) {
    return ask(Opcode.SET, value(mask));
  }

  @SuppressWarnings("unchecked") // each subclass names itself
  private T self() {
    return (T) this;
  }

  private Value value(W other) {
    return widened(other).ir();
  }

  private Value value(long number) {
    return scope().at().constant(ir().type(), number);
  }

  private Value amount(long bits) {
    int width = ir().type().width();
    if (bits < 0 || bits >= width) {
      throw scope().error("shift-range", "a shift by " + bits + ": must be by 0 to " + (width - 1));
    }
    return value(bits);
  }

  private Value amount(Int<?, ?> bits) {
    FunctionBuilder f = scope().at();
    return f.cast(bits.ir(), ir().type().isWide() ? Type.U64 : Type.U32);
  }

  private T binary(Opcode opcode, Value right) {
    return made(scope().at().binary(ofType(opcode), ir(), right));
  }

  private Bool ask(Opcode opcode, Value right) {
    BranchCondition condition = scope().at().ask(ofType(opcode), ir(), right);
    return new Bool(scope(), condition);
  }

  private Opcode ofType(Opcode opcode) {
    return ir().type().isSigned() ? opcode.signed() : opcode;
  }

  private T made(Value value) {
    return kind().of(scope(), value);
  }

  @Override
  public final String toString() {
    return kind() + " " + ir();
  }
}
