package dev.jbpf.verifier.scalar;

import dev.jbpf.isa.Operation;
import java.util.Optional;

/** What a condition on two numbers says: whether it holds, and what is known where it does. */
public final class ScalarComparison {
  private ScalarComparison() {}

  /**
   * {@return whether {@code a condition b} always or never holds; empty where it depends}
   *
   * @param condition an operation of the kind {@code CONDITION}
   * @param width 64, or 32 for the lower halves
   */
  public static Optional<Boolean> decide(Operation condition, int width, Scalar a, Scalar b) {
    Scalar left = narrowed(width, a, condition);
    Scalar right = narrowed(width, b, condition);
    if (isImpossible(condition, left, right)) {
      return Optional.of(false);
    }
    boolean isCertain =
        condition == Operation.SET
            ? isTested(left, right) && (left.bits.value() & right.bits.value()) != 0
            : isImpossible(condition.opposite(), left, right);
    return isCertain ? Optional.of(true) : Optional.empty();
  }

  /** The lower half, with the sign where the condition looks at it. */
  private static Scalar narrowed(int width, Scalar scalar, Operation condition) {
    if (width == Long.SIZE) {
      return scalar;
    }
    return condition.isSigned() ? scalar.extended(Integer.SIZE) : scalar.lower(Integer.BYTES);
  }

  private static boolean isImpossible(Operation condition, Scalar a, Scalar b) {
    return switch (condition) {
      case EQ -> differ(a, b);
      case NE -> a.isConstant() && b.isConstant() && a.value() == b.value();
      case GT -> Long.compareUnsigned(a.umax, b.umin) <= 0;
      case GE -> Long.compareUnsigned(a.umax, b.umin) < 0;
      case LT -> Long.compareUnsigned(a.umin, b.umax) >= 0;
      case LE -> Long.compareUnsigned(a.umin, b.umax) > 0;
      case SGT -> a.smax <= b.smin;
      case SGE -> a.smax < b.smin;
      case SLT -> a.smin >= b.smax;
      case SLE -> a.smin > b.smax;
      case SET ->
          isTested(a, b)
              && ((a.bits.value() | a.bits.mask()) & (b.bits.value() | b.bits.mask())) == 0;
      default -> throw new IllegalArgumentException(condition + " is no condition");
    };
  }

  /** Kernels compare the bits of two numbers where one of them is known as a whole. */
  private static boolean isTested(Scalar a, Scalar b) {
    return a.isConstant() || b.isConstant();
  }

  private static boolean differ(Scalar a, Scalar b) {
    return !a.bits.meets(b.bits)
        || a.smin > b.smax
        || b.smin > a.smax
        || Long.compareUnsigned(a.umin, b.umax) > 0
        || Long.compareUnsigned(b.umin, a.umax) > 0
        || a.s32min > b.s32max
        || b.s32min > a.s32max
        || Integer.compareUnsigned(a.u32min, b.u32max) > 0
        || Integer.compareUnsigned(b.u32min, a.u32max) > 0;
  }

  /**
   * {@return what is known of {@code a} where {@code a condition b} holds, or does not; {@link
   * Scalar#NONE} where that cannot be}
   *
   * <p>What is known of {@code b} is asked for with the operands and the condition exchanged.
   */
  public static Scalar refine(Operation condition, boolean holds, int width, Scalar a, Scalar b) {
    return refined(new Draft(a), condition, holds, width, b).settle();
  }

  /** {@return the same for kernels before 6.18} */
  public static Scalar refineRanges(
      Operation condition, boolean holds, int width, Scalar a, Scalar b) {
    Draft draft = new Draft(a);
    draft.asRanges();
    Scalar known = refined(draft, condition, holds, width, b).settle();
    return known != Scalar.NONE && known.bits.isNoneOf(known.umin, known.umax)
        ? draft.onlyRanges()
        : known;
  }

  /**
   * {@return what kernels from 6.8 to 6.17 know of {@code a} where {@code a condition b} cannot
   * hold, or cannot but hold: they notice that ranges contradict, forget these, and go on}
   */
  public static Scalar contradicted(
      Operation condition, boolean holds, int width, Scalar a, Scalar b) {
    Draft draft = new Draft(a);
    draft.asRanges();
    refined(draft, condition, holds, width, b).settle();
    Draft bits = new Draft();
    bits.bits = draft.bits;
    return bits.seal();
  }

  private static Draft refined(
      Draft draft, Operation condition, boolean holds, int width, Scalar b) {
    if (condition == Operation.SET) {
      testBits(draft, holds, width, b);
    } else if (width == Long.SIZE) {
      whole(draft, holds ? condition : condition.opposite(), b);
    } else {
      low(draft, holds ? condition : condition.opposite(), b);
    }
    return draft;
  }

  private static void whole(Draft draft, Operation condition, Scalar b) {
    switch (condition) {
      case EQ -> {
        draft.meet(b);
        draft.meetLow(b);
      }
      case NE -> {
        if (b.isConstant()) {
          exclude(draft, b.value());
          if (draft.bits.mask() == 0 && draft.bits.value() == b.value()) {
            draft.empty();
          }
        }
      }
      case GT -> above(draft, b.umin);
      case GE -> draft.unsignedFrom(b.umin);
      case LT -> below(draft, b.umax);
      case LE -> draft.unsignedTo(b.umax);
      case SGT -> aboveSigned(draft, b.smin);
      case SGE -> draft.signedFrom(b.smin);
      case SLT -> belowSigned(draft, b.smax);
      default -> draft.signedTo(b.smax);
    }
  }

  private static void above(Draft draft, long min) {
    if (min == -1) {
      draft.empty();
    }
    draft.unsignedFrom(min + 1);
  }

  private static void below(Draft draft, long max) {
    if (max == 0) {
      draft.empty();
    }
    draft.unsignedTo(max - 1);
  }

  private static void aboveSigned(Draft draft, long min) {
    if (min == Long.MAX_VALUE) {
      draft.empty();
    }
    draft.signedFrom(min + 1);
  }

  private static void belowSigned(Draft draft, long max) {
    if (max == Long.MIN_VALUE) {
      draft.empty();
    }
    draft.signedTo(max - 1);
  }

  /** A number at an end of a range moves the end. */
  private static void exclude(Draft draft, long value) {
    if (draft.umin == value) {
      above(draft, value);
    }
    if (draft.umax == value) {
      below(draft, value);
    }
    if (draft.smin == value) {
      aboveSigned(draft, value);
    }
    if (draft.smax == value) {
      belowSigned(draft, value);
    }
  }

  private static void low(Draft draft, Operation condition, Scalar b) {
    switch (condition) {
      case EQ -> draft.meetLow(b);
      case NE -> {
        Scalar low = b.lower(Integer.BYTES);
        if (low.isConstant()) {
          excludeLow(draft, (int) low.value());
        }
      }
      case GT -> aboveLow(draft, b.u32min);
      case GE -> draft.unsignedLowFrom(b.u32min);
      case LT -> belowLow(draft, b.u32max);
      case LE -> draft.unsignedLowTo(b.u32max);
      case SGT -> aboveSignedLow(draft, b.s32min);
      case SGE -> draft.signedLowFrom(b.s32min);
      case SLT -> belowSignedLow(draft, b.s32max);
      default -> draft.signedLowTo(b.s32max);
    }
  }

  private static void aboveLow(Draft draft, int min) {
    if (min == -1) {
      draft.empty();
    }
    draft.unsignedLowFrom(min + 1);
  }

  private static void belowLow(Draft draft, int max) {
    if (max == 0) {
      draft.empty();
    }
    draft.unsignedLowTo(max - 1);
  }

  private static void aboveSignedLow(Draft draft, int min) {
    if (min == Integer.MAX_VALUE) {
      draft.empty();
    }
    draft.signedLowFrom(min + 1);
  }

  private static void belowSignedLow(Draft draft, int max) {
    if (max == Integer.MIN_VALUE) {
      draft.empty();
    }
    draft.signedLowTo(max - 1);
  }

  private static void excludeLow(Draft draft, int value) {
    if (draft.u32min == value) {
      aboveLow(draft, value);
    }
    if (draft.u32max == value) {
      belowLow(draft, value);
    }
    if (draft.s32min == value) {
      aboveSignedLow(draft, value);
    }
    if (draft.s32max == value) {
      belowSignedLow(draft, value);
    }
  }

  /** Of bits that are tested one at least is set, or none is, where it is known which they are. */
  private static void testBits(Draft draft, boolean holds, int width, Scalar b) {
    KnownBits tested = width == Long.SIZE ? b.bits : b.bits.lower(Integer.SIZE);
    long bits = tested.value();
    if (!tested.isConstant()) {
      return;
    }
    if (!holds) {
      draft.bits = draft.meetBits(new KnownBits(0, ~bits));
    } else if (Long.bitCount(bits) == 1) {
      draft.bits = draft.meetBits(new KnownBits(bits, ~bits));
    } else if (bits == 0) {
      draft.empty();
    }
  }

  /**
   * {@return what kernels remember of {@code a} before they note that it has none of the bits of
   * {@code b}: its bits, and none of its ranges, unless they knew that already}
   */
  public static Scalar beforeNoneIsSet(int width, Scalar a, Scalar b) {
    boolean isKnown = width == Long.SIZE ? b.isConstant() : b.lower(Integer.BYTES).isConstant();
    return isKnown && decide(Operation.SET, width, a, b).isEmpty() ? a.onlyBits() : a;
  }
}
