package dev.jbpf.text.value;

import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import java.math.BigInteger;

/** What stands between two values, with the precedence that assemblers give it. */
enum Operator {
  NONE(0, 0),
  OR_ELSE(1, 2),
  AND_ALSO(2, 2),
  EQUAL(3, 2),
  DIFFERENT(3, 2),
  LESS(3, 1),
  LESS_OR_EQUAL(3, 2),
  GREATER(3, 1),
  GREATER_OR_EQUAL(3, 2),
  PLUS(4, 1),
  MINUS(4, 1),
  OR(5, 1),
  AND(5, 1),
  XOR(5, 1),
  TIMES(6, 1),
  DIVIDE(6, 1),
  REST(6, 1),
  LEFT(6, 2),
  RIGHT(6, 2);

  /** From 1 on; the higher, the earlier. */
  final int precedence;

  /** In bytes. */
  final int length;

  Operator(int precedence, int length) {
    this.precedence = precedence;
    this.length = length;
  }

  /** {@return the operator that stands there; {@link #NONE} if none does} */
  static Operator at(Cursor in) {
    int c = in.text[in.at];
    int next = c == '\n' ? c : in.text[in.at + 1];
    return switch (c) {
      case '+' -> PLUS;
      case '-' -> MINUS;
      case '*' -> TIMES;
      case '/' -> DIVIDE;
      case '%' -> REST;
      case '^' -> XOR;
      case '|' -> next == '|' ? OR_ELSE : OR;
      case '&' -> next == '&' ? AND_ALSO : AND;
      case '=' -> next == '=' ? EQUAL : NONE;
      case '!' -> next == '=' ? DIFFERENT : NONE;
      case '<' -> next == '<' ? LEFT : next == '=' ? LESS_OR_EQUAL : less(in, next);
      case '>' -> next == '>' ? RIGHT : next == '=' ? GREATER_OR_EQUAL : GREATER;
      default -> NONE;
    };
  }

  /** Disassemblers put places in angle brackets behind distances: {@code goto +2 <main+0x18>}. */
  private static Operator less(Cursor in, int next) {
    if (next == '>') {
      return DIFFERENT;
    }
    int end = in.at + 1;
    while (Characters.isName(in.text[end]) || in.text[end] == '+') {
      end++;
    }
    return in.text[end] == '>' && Characters.startsName(next) ? NONE : LESS;
  }

  boolean compares() {
    return precedence < PLUS.precedence;
  }

  /** {@return whether {@link #quick} is exact for these numbers} */
  boolean isQuick(long left, long right) {
    boolean isSmall = left == (int) left && right == (int) right;
    return isSmall && (this != LEFT && this != RIGHT || right >= 0 && right < Integer.SIZE);
  }

  /** {@return the result, where {@link #isQuick}} */
  long quick(long left, long right) {
    return switch (this) {
      case OR_ELSE -> left != 0 || right != 0 ? 1 : 0;
      case AND_ALSO -> left != 0 && right != 0 ? 1 : 0;
      case EQUAL -> truth(left == right);
      case DIFFERENT -> truth(left != right);
      case LESS -> truth(left < right);
      case LESS_OR_EQUAL -> truth(left <= right);
      case GREATER -> truth(left > right);
      case GREATER_OR_EQUAL -> truth(left >= right);
      case PLUS -> left + right;
      case MINUS -> left - right;
      case OR -> left | right;
      case AND -> left & right;
      case XOR -> left ^ right;
      case TIMES -> left * right;
      case DIVIDE -> left / right;
      case REST -> left % right;
      case LEFT -> left << right;
      case RIGHT -> left >>> right;
      case NONE -> right;
    };
  }

  /**
   * {@return the result, however many bits it has} A shift to the right shifts the 64 bits of a
   * negative number, as other assemblers do.
   *
   * @throws ArithmeticException if there is none: a shift by a negative number, or by very many
   *     bits, or a division by zero
   */
  BigInteger exact(BigInteger left, BigInteger right) {
    return switch (this) {
      case OR_ELSE -> truth(left.signum() != 0 || right.signum() != 0, 1);
      case AND_ALSO -> truth(left.signum() != 0 && right.signum() != 0, 1);
      case EQUAL -> truth(left.equals(right), -1);
      case DIFFERENT -> truth(!left.equals(right), -1);
      case LESS -> truth(left.compareTo(right) < 0, -1);
      case LESS_OR_EQUAL -> truth(left.compareTo(right) <= 0, -1);
      case GREATER -> truth(left.compareTo(right) > 0, -1);
      case GREATER_OR_EQUAL -> truth(left.compareTo(right) >= 0, -1);
      case PLUS -> left.add(right);
      case MINUS -> left.subtract(right);
      case OR -> left.or(right);
      case AND -> left.and(right);
      case XOR -> left.xor(right);
      case TIMES -> left.multiply(right);
      case DIVIDE -> left.divide(right);
      case REST -> left.remainder(right);
      case LEFT -> shiftLeft(left, right);
      case RIGHT -> shiftRight(left, right);
      case NONE -> right;
    };
  }

  private static BigInteger shiftLeft(BigInteger left, BigInteger right) {
    boolean isNothing = left.signum() == 0 && right.signum() >= 0;
    return isNothing ? left : left.shiftLeft(count(right));
  }

  private static BigInteger shiftRight(BigInteger left, BigInteger right) {
    if (right.compareTo(BigInteger.valueOf(Long.SIZE)) >= 0) {
      return BigInteger.ZERO;
    }
    int count = count(right);
    boolean isNegative = left.signum() < 0 && count > 0;
    return (isNegative ? left.add(BigInteger.ONE.shiftLeft(Long.SIZE)) : left).shiftRight(count);
  }

  private static int count(BigInteger right) {
    if (right.signum() < 0 || right.bitLength() > Long.SIZE / 4) {
      throw new ArithmeticException("a shift by " + right);
    }
    return right.intValue();
  }

  private static BigInteger truth(boolean holds, long value) {
    return holds ? BigInteger.valueOf(value) : BigInteger.ZERO;
  }

  /** A comparison that holds has all bits set. */
  private static long truth(boolean holds) {
    return holds ? -1 : 0;
  }
}
