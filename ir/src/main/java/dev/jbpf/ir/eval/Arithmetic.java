package dev.jbpf.ir.eval;

import dev.jbpf.ir.Opcode;
import java.nio.ByteOrder;

/** What operations on numbers give. Numbers of 32 bits are extended by their sign. */
public final class Arithmetic {
  private Arithmetic() {}

  /** {@return {@code left opcode right}, computed in 64 bits or in 32} */
  public static long binary(Opcode opcode, boolean isWide, long left, long right) {
    return isWide ? wide(opcode, left, right) : narrow(opcode, (int) left, (int) right);
  }

  private static long wide(Opcode opcode, long left, long right) {
    return switch (opcode) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> right == 0 ? 0 : Long.divideUnsigned(left, right);
      case SDIV -> right == 0 ? 0 : left / right;
      case MOD -> right == 0 ? left : Long.remainderUnsigned(left, right);
      case SMOD -> right == 0 ? left : left % right;
      case OR -> left | right;
      case AND -> left & right;
      case XOR -> left ^ right;
      case SHL -> left << right;
      case SHR -> left >>> right;
      case SAR -> left >> right;
      default -> throw new IllegalArgumentException(opcode + " has not two numbers");
    };
  }

  /**
   * The lower half of what is computed in 64 bits, where the upper halves of operands do not
   * matter.
   */
  private static int narrow(Opcode opcode, int left, int right) {
    return switch (opcode) {
      case DIV -> right == 0 ? 0 : Integer.divideUnsigned(left, right);
      case MOD -> right == 0 ? left : Integer.remainderUnsigned(left, right);
      case SHL -> left << right;
      case SHR -> left >>> right;
      case SAR -> left >> right;
      default -> (int) wide(opcode, left, right);
    };
  }

  /** {@return whether {@code left opcode right}, looked at in 64 bits or in 32} */
  public static boolean compare(Opcode opcode, boolean isWide, long left, long right) {
    long a = isWide ? left : (int) left;
    long b = isWide ? right : (int) right;
    int unsigned = Long.compareUnsigned(a, b);
    return switch (opcode) {
      case EQ -> a == b;
      case NE -> a != b;
      case GT -> unsigned > 0;
      case GE -> unsigned >= 0;
      case LT -> unsigned < 0;
      case LE -> unsigned <= 0;
      case SGT -> a > b;
      case SGE -> a >= b;
      case SLT -> a < b;
      case SLE -> a <= b;
      case SET -> (a & b) != 0;
      default -> throw new IllegalArgumentException(opcode + " is no comparison");
    };
  }

  /** {@return what a row with one operand gives, on a machine of that byte order} */
  public static long unary(Opcode opcode, int bits, long value, ByteOrder order) {
    return switch (opcode) {
      case NEGATE -> -value;
      case ZERO_EXTEND -> zeroExtended(value, bits);
      case SIGN_EXTEND -> value << Long.SIZE - bits >> Long.SIZE - bits;
      case SWAP -> swapped(value, bits);
      case TO_LE ->
          order == ByteOrder.LITTLE_ENDIAN ? zeroExtended(value, bits) : swapped(value, bits);
      case TO_BE ->
          order == ByteOrder.BIG_ENDIAN ? zeroExtended(value, bits) : swapped(value, bits);
      case RETYPE, COPY -> value;
      default -> throw new IllegalArgumentException(opcode + " has not one number");
    };
  }

  private static long zeroExtended(long value, int bits) {
    return bits == Long.SIZE ? value : value & (1L << bits) - 1;
  }

  private static long swapped(long value, int bits) {
    return Long.reverseBytes(value) >>> Long.SIZE - bits;
  }
}
