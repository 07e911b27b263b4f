package dev.jbpf.text.c;

import dev.jbpf.internal.Exact;
import java.math.BigInteger;

/**
 * A number as C has it, with its type.
 *
 * @param bits the number; of 64 bits without a sign, its bits
 */
public record CNumber(CType type, long bits) {

  static CNumber of(boolean holds) {
    return ofInt(holds ? 1 : 0);
  }

  static CNumber ofInt(int number) {
    return new CNumber(CType.INT, number);
  }

  /** {@return the number in the first type that holds it} */
  static CNumber of(long number) {
    return new CNumber(number == (int) number ? CType.INT : CType.LONG, number);
  }

  BigInteger exact() {
    return Exact.of(bits, isHuge());
  }

  /** {@return whether a signed number of 64 bits cannot be this} */
  public boolean isHuge() {
    return type == CType.UNSIGNED_LONG && bits < 0;
  }

  public boolean isTrue() {
    return bits != 0;
  }

  CNumber to(CType other) {
    return other.of(exact());
  }

  /** {@return what a cast to a type of so many bits makes of it, as C calculates on with it} */
  public CNumber cast(int size, boolean isSigned) {
    long cut = CType.cut(bits, size, isSigned);
    CType cast =
        size < Integer.SIZE
            ? CType.INT
            : size == Integer.SIZE
                ? isSigned ? CType.INT : CType.UNSIGNED
                : isSigned ? CType.LONG : CType.UNSIGNED_LONG;
    return new CNumber(cast, cut);
  }

  CNumber complement() {
    return type.of(exact().not());
  }

  /** {@return its opposite; without a sign, what is left to zero} */
  CNumber negate() {
    return checked(type, exact().negate());
  }

  /**
   * {@return what the operator makes of both} Where C leaves that open, there is nothing.
   *
   * @throws ArithmeticException if a signed number overflows, a shift is too wide or a divisor is
   *     zero
   */
  CNumber apply(COperator operator, CNumber right) {
    if (operator.isShift()) {
      return shift(operator, right.exact());
    }
    CType common = type.with(right.type);
    BigInteger a = to(common).exact();
    BigInteger b = right.to(common).exact();
    return switch (operator) {
      case EQUAL -> of(a.equals(b));
      case DIFFERENT -> of(!a.equals(b));
      case LESS -> of(a.compareTo(b) < 0);
      case LESS_OR_EQUAL -> of(a.compareTo(b) <= 0);
      case GREATER -> of(a.compareTo(b) > 0);
      case GREATER_OR_EQUAL -> of(a.compareTo(b) >= 0);
      case OR_ELSE -> of(isTrue() || right.isTrue());
      case AND_ALSO -> of(isTrue() && right.isTrue());
      case OR -> common.of(a.or(b));
      case XOR -> common.of(a.xor(b));
      case AND -> common.of(a.and(b));
      case PLUS -> checked(common, a.add(b));
      case MINUS -> checked(common, a.subtract(b));
      case TIMES -> checked(common, a.multiply(b));
      case DIVIDE -> checked(common, a.divide(b));
      case REST -> common.of(a.remainder(b));
      case LEFT, RIGHT, NONE -> throw new IllegalStateException(operator.name());
    };
  }

  private static CNumber checked(CType type, BigInteger number) {
    if (type.isSigned && !type.holds(number)) {
      throw new ArithmeticException(number + " overflows C's " + (type.bits < 64 ? "int" : "long"));
    }
    return type.of(number);
  }

  /** As compilers do, bits may go into the sign, but not out of the number. */
  private CNumber shift(COperator operator, BigInteger count) {
    if (count.signum() < 0 || count.compareTo(BigInteger.valueOf(type.bits)) >= 0) {
      throw new ArithmeticException("C has no shift of " + type.bits + " bits by " + count);
    }
    if (operator == COperator.RIGHT) {
      return type.of(exact().shiftRight(count.intValue()));
    }
    BigInteger shifted = exact().shiftLeft(count.intValue());
    if (type.isSigned && !Exact.fits(shifted, type.bits)) {
      throw new ArithmeticException(
          shifted + " overflows C's " + (type.bits < 64 ? "int" : "long"));
    }
    return type.of(shifted);
  }
}
