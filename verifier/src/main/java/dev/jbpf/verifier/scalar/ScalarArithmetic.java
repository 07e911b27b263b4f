package dev.jbpf.verifier.scalar;

import dev.jbpf.isa.Operation;

/**
 * What arithmetic makes of numbers that are known in part: the bits, and each of the four ranges,
 * on its own; {@link Draft#settle} brings them together.
 *
 * <p>As the kernel, it knows nothing of quotients, remainders and shifts by what is not constant.
 */
public final class ScalarArithmetic {
  private ScalarArithmetic() {}

  /**
   * {@return {@code a operation b}, in 64 bits, or in the lower 32 with the upper ones zero}
   *
   * @param operation an operation of the kind {@code ALU}
   * @param width 64 or 32
   */
  public static Scalar apply(Operation operation, int width, Scalar a, Scalar b) {
    if (a.isConstant() && b.isConstant() && !divides(operation)) {
      return Scalar.constant(exactly(operation, width, a.value(), b.value()));
    }
    Draft draft = new Draft();
    switch (operation) {
      case ADD -> add(draft, a, b);
      case SUB -> subtract(draft, a, b);
      case MUL -> multiply(draft, a, b);
      case AND -> and(draft, a, b);
      case OR -> or(draft, a, b);
      case XOR -> draft.bits = a.bits.xor(b.bits);
      case LSH, RSH, ARSH -> shift(operation, width, draft, a, b);
      default -> {}
    }
    if (width == Integer.SIZE) {
      draft.zeroUpper();
    }
    return draft.settle();
  }

  private static boolean divides(Operation operation) {
    return switch (operation) {
      case DIV, MOD, SDIV, SMOD -> true;
      default -> false;
    };
  }

  private static long exactly(Operation operation, int width, long a, long b) {
    if (width == Integer.SIZE) {
      return exactly32(operation, (int) a, (int) b) & 0xffff_ffffL;
    }
    return switch (operation) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case LSH -> a << b;
      case RSH -> a >>> b;
      case ARSH -> a >> b;
      default -> throw new IllegalArgumentException(operation + " is no arithmetic on two numbers");
    };
  }

  private static int exactly32(Operation operation, int a, int b) {
    return switch (operation) {
      case LSH -> a << b;
      case RSH -> a >>> b;
      case ARSH -> a >> b;
      default -> (int) exactly(operation, Long.SIZE, a, b);
    };
  }

  private static void add(Draft draft, Scalar a, Scalar b) {
    draft.bits = a.bits.plus(b.bits);
    long smin = a.smin + b.smin;
    long smax = a.smax + b.smax;
    if (overflowsAdd(a.smin, b.smin, smin) == overflowsAdd(a.smax, b.smax, smax) && smin <= smax) {
      draft.smin = smin;
      draft.smax = smax;
    }
    long umin = a.umin + b.umin;
    long umax = a.umax + b.umax;
    if (Long.compareUnsigned(umin, a.umin) < 0 == Long.compareUnsigned(umax, a.umax) < 0) {
      draft.umin = umin;
      draft.umax = umax;
    }
    lowRanges(draft, (long) a.s32min + b.s32min, (long) a.s32max + b.s32max);
    unsignedLow(draft, low(a.u32min) + low(b.u32min), low(a.u32max) + low(b.u32max));
  }

  /** {@return -1, 0 or 1: the sum went below, stayed, or went above what a long holds} */
  private static int overflowsAdd(long a, long b, long sum) {
    return ((a ^ sum) & (b ^ sum)) >= 0 ? 0 : a < 0 ? -1 : 1;
  }

  private static void subtract(Draft draft, Scalar a, Scalar b) {
    draft.bits = a.bits.minus(b.bits);
    long smin = a.smin - b.smax;
    long smax = a.smax - b.smin;
    if (overflowsSub(a.smin, b.smax, smin) == overflowsSub(a.smax, b.smin, smax) && smin <= smax) {
      draft.smin = smin;
      draft.smax = smax;
    }
    if (Long.compareUnsigned(a.umin, b.umax) < 0 == Long.compareUnsigned(a.umax, b.umin) < 0) {
      draft.umin = a.umin - b.umax;
      draft.umax = a.umax - b.umin;
    }
    lowRanges(draft, (long) a.s32min - b.s32max, (long) a.s32max - b.s32min);
    unsignedLow(draft, low(a.u32min) - low(b.u32max), low(a.u32max) - low(b.u32min));
  }

  private static int overflowsSub(long a, long b, long difference) {
    return ((a ^ b) & (a ^ difference)) >= 0 ? 0 : a < 0 ? -1 : 1;
  }

  private static long low(int half) {
    return half & 0xffff_ffffL;
  }

  /** Takes a range of the lower half as a signed number, if cutting it to 32 bits keeps order. */
  private static void lowRanges(Draft draft, long min, long max) {
    long half = 1L << 31;
    if (min + half >> 32 == max + half >> 32) {
      draft.signedLowFrom((int) min);
      draft.signedLowTo((int) max);
    }
  }

  private static void unsignedLow(Draft draft, long min, long max) {
    if (min >> 32 == max >> 32) {
      draft.unsignedLowFrom((int) min);
      draft.unsignedLowTo((int) max);
    }
  }

  private static void multiply(Draft draft, Scalar a, Scalar b) {
    draft.bits = a.bits.times(b.bits);
    if (unsignedFits(a.umax, b.umax)) {
      draft.umin = a.umin * b.umin;
      draft.umax = a.umax * b.umax;
    }
    if (signedFits(a, b)) {
      long p = a.smin * b.smin;
      long q = a.smin * b.smax;
      long r = a.smax * b.smin;
      long s = a.smax * b.smax;
      draft.smin = Math.min(Math.min(p, q), Math.min(r, s));
      draft.smax = Math.max(Math.max(p, q), Math.max(r, s));
    }
    multiplyLow(draft, a, b);
  }

  private static void multiplyLow(Draft draft, Scalar a, Scalar b) {
    long p = (long) a.s32min * b.s32min;
    long q = (long) a.s32min * b.s32max;
    long r = (long) a.s32max * b.s32min;
    long s = (long) a.s32max * b.s32max;
    lowRanges(
        draft, Math.min(Math.min(p, q), Math.min(r, s)), Math.max(Math.max(p, q), Math.max(r, s)));
    if (low(a.u32max) * low(b.u32max) >>> 32 == 0) {
      unsignedLow(draft, low(a.u32min) * low(b.u32min), low(a.u32max) * low(b.u32max));
    }
  }

  private static boolean unsignedFits(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a >= 0 && b >= 0;
  }

  private static boolean signedFits(Scalar a, Scalar b) {
    return fits(a.smin, b.smin)
        && fits(a.smin, b.smax)
        && fits(a.smax, b.smin)
        && fits(a.smax, b.smax);
  }

  private static boolean fits(long a, long b) {
    return Math.multiplyHigh(a, b) == a * b >> 63;
  }

  private static void and(Draft draft, Scalar a, Scalar b) {
    draft.bits = a.bits.and(b.bits);
    draft.unsignedTo(a.umax);
    draft.unsignedTo(b.umax);
    draft.unsignedLowTo(a.u32max);
    draft.unsignedLowTo(b.u32max);
  }

  private static void or(Draft draft, Scalar a, Scalar b) {
    draft.bits = a.bits.or(b.bits);
    draft.unsignedFrom(a.umin);
    draft.unsignedFrom(b.umin);
    draft.unsignedLowFrom(a.u32min);
    draft.unsignedLowFrom(b.u32min);
  }

  private static void shift(Operation operation, int width, Draft draft, Scalar a, Scalar b) {
    if (!b.isConstant() || Long.compareUnsigned(b.value(), width) >= 0) {
      return;
    }
    int by = (int) b.value();
    if (width == Integer.SIZE) {
      shiftLow(operation, draft, a, by);
    } else {
      shiftWhole(operation, draft, a, by);
    }
  }

  private static void shiftWhole(Operation operation, Draft draft, Scalar a, int by) {
    switch (operation) {
      case LSH -> shiftLeft(draft, a, by);
      case RSH -> {
        draft.bits = a.bits.shiftRight(by);
        draft.umin = a.umin >>> by;
        draft.umax = a.umax >>> by;
      }
      default -> {
        draft.bits = a.bits.shiftRightSigned(by);
        draft.smin = a.smin >> by;
        draft.smax = a.smax >> by;
      }
    }
  }

  private static void shiftLeft(Draft draft, Scalar a, int by) {
    draft.bits = a.bits.shiftLeft(by);
    if (a.umax << by >>> by == a.umax) {
      draft.umin = a.umin << by;
      draft.umax = a.umax << by;
    }
    if (a.smin << by >> by == a.smin && a.smax << by >> by == a.smax) {
      draft.smin = a.smin << by;
      draft.smax = a.smax << by;
    }
    if (by == Integer.SIZE) {
      draft.signedFrom((long) a.s32min << by);
      draft.signedTo((long) a.s32max << by);
    }
  }

  private static void shiftLow(Operation operation, Draft draft, Scalar a, int by) {
    KnownBits low = a.bits.lower(Integer.SIZE);
    switch (operation) {
      case LSH -> {
        draft.bits = low.shiftLeft(by);
        unsignedLow(draft, low(a.u32min) << by, low(a.u32max) << by);
      }
      case RSH -> {
        draft.bits = low.shiftRight(by);
        unsignedLow(draft, low(a.u32min) >>> by, low(a.u32max) >>> by);
      }
      default -> {
        draft.bits = low.extended(Integer.SIZE).shiftRightSigned(by);
        draft.s32min = a.s32min >> by;
        draft.s32max = a.s32max >> by;
      }
    }
  }
}
