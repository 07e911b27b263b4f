package dev.jbpf.verifier.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What is known of numbers against the numbers themselves: sets that are small enough to be counted
 * through, wherever in the 64 bits they lie.
 */
class ScalarProperties {
  private static final List<Operation> ALU =
      List.of(
          Operation.ADD,
          Operation.SUB,
          Operation.MUL,
          Operation.AND,
          Operation.OR,
          Operation.XOR,
          Operation.LSH,
          Operation.RSH,
          Operation.ARSH);
  private static final List<Operation> CONDITIONS =
      List.of(
          Operation.EQ,
          Operation.NE,
          Operation.GT,
          Operation.GE,
          Operation.LT,
          Operation.LE,
          Operation.SGT,
          Operation.SGE,
          Operation.SLT,
          Operation.SLE,
          Operation.SET);

  /** Numbers, and what is known of all of them. */
  record Some(Scalar scalar, long[] members) {
    @Override
    public String toString() {
      return scalar + " for " + Arrays.toString(members);
    }
  }

  @Provide
  Arbitrary<Some> some() {
    Arbitrary<Long> edge =
        Arbitraries.of(
            0L, 1L, -1L, 1L << 31, (1L << 31) - 1, 1L << 32, -1L << 31, 1L << 63, ~(1L << 63));
    Arbitrary<Long> any =
        Arbitraries.oneOf(edge, Arbitraries.longs(), Arbitraries.longs().between(-70, 70));
    Arbitrary<Some> byBits =
        Combinators.combine(any, Arbitraries.integers().between(0, 63).list().ofMaxSize(4))
            .as(ScalarProperties::byBits);
    Arbitrary<Some> byRange =
        Combinators.combine(any, Arbitraries.longs().between(0, 12), Arbitraries.of(true, false))
            .as(ScalarProperties::byRange);
    return Arbitraries.oneOf(byBits, byRange);
  }

  private static Some byBits(long value, List<Integer> unknown) {
    long mask = unknown.stream().mapToLong(bit -> 1L << bit).reduce(0, (a, b) -> a | b);
    Draft draft = new Draft();
    draft.bits = new KnownBits(value & ~mask, mask);
    long[] members =
        LongStream.range(0, 1L << Long.bitCount(mask))
            .map(i -> value & ~mask | spread(i, mask))
            .toArray();
    return new Some(draft.settle(), members);
  }

  /** Puts the lower bits of {@code number} where {@code mask} has bits. */
  private static long spread(long number, long mask) {
    long result = 0;
    int next = 0;
    for (long bits = mask; bits != 0; bits &= bits - 1) {
      result |= (number >>> next++ & 1) * Long.lowestOneBit(bits);
    }
    return result;
  }

  private static Some byRange(long from, long count, boolean isSigned) {
    long to = from + count;
    boolean wraps = isSigned ? to < from : Long.compareUnsigned(to, from) < 0;
    if (wraps) {
      return new Some(Scalar.constant(from), new long[] {from});
    }
    Scalar scalar = isSigned ? Scalar.signed(from, to) : Scalar.unsigned(from, to);
    return new Some(scalar, LongStream.rangeClosed(0, count).map(i -> from + i).toArray());
  }

  @Property
  void whatIsKnownHoldsOfEveryMember(@ForAll("some") Some some) {
    assertThat(LongStream.of(some.members)).allMatch(some.scalar::has);
  }

  @Property(tries = 3000)
  void arithmeticKeepsEveryResult(@ForAll("some") Some a, @ForAll("some") Some b) {
    for (Operation operation : ALU) {
      for (int width : new int[] {32, 64}) {
        Scalar result = ScalarArithmetic.apply(operation, width, a.scalar, b.scalar);
        boolean isShift = operation.ordinal() >= Operation.LSH.ordinal();
        for (long x : a.members) {
          for (long y : b.members) {
            if (!isShift || y >= 0 && y < width) {
              long exact = exact(operation, width, x, y);
              assertThat(result.has(exact))
                  .as(
                      "%s, %d bits: %d, %d give %d, not in %s",
                      operation, width, x, y, exact, result)
                  .isTrue();
            }
          }
        }
      }
    }
  }

  private static long exact(Operation operation, int width, long x, long y) {
    if (width == 32) {
      int a = (int) x;
      int b = (int) y;
      int result =
          switch (operation) {
            case LSH -> a << b;
            case RSH -> a >>> b;
            case ARSH -> a >> b;
            default -> (int) exact(operation, 64, x, y);
          };
      return result & 0xffff_ffffL;
    }
    return switch (operation) {
      case ADD -> x + y;
      case SUB -> x - y;
      case MUL -> x * y;
      case AND -> x & y;
      case OR -> x | y;
      case XOR -> x ^ y;
      case LSH -> x << y;
      case RSH -> x >>> y;
      default -> x >> y;
    };
  }

  @Property(tries = 3000)
  void conditionsKeepWhatHolds(@ForAll("some") Some a, @ForAll("some") Some b) {
    for (Operation condition : CONDITIONS) {
      for (int width : new int[] {32, 64}) {
        checkCondition(condition, width, a, b);
      }
    }
  }

  private static void checkCondition(Operation condition, int width, Some a, Some b) {
    var decided = ScalarComparison.decide(condition, width, a.scalar, b.scalar);
    for (long x : a.members) {
      for (long y : b.members) {
        boolean holds = holds(condition, width, x, y);
        Scalar left = ScalarComparison.refine(condition, holds, width, a.scalar, b.scalar);
        Scalar right =
            ScalarComparison.refine(condition.exchanged(), holds, width, b.scalar, a.scalar);
        String what = x + " " + condition + " " + y + " in " + width + " bits: " + a + ", " + b;
        assertThat(left != Scalar.NONE && left.has(x)).as(what).isTrue();
        assertThat(right != Scalar.NONE && right.has(y)).as(what).isTrue();
        assertThat(decided.orElse(holds)).as(what).isEqualTo(holds);
      }
    }
  }

  private static boolean holds(Operation condition, int width, long x, long y) {
    boolean isSigned = condition.isSigned();
    long a = width == 64 ? x : isSigned ? (int) x : x & 0xffff_ffffL;
    long b = width == 64 ? y : isSigned ? (int) y : y & 0xffff_ffffL;
    int order = isSigned ? Long.compare(a, b) : Long.compareUnsigned(a, b);
    return switch (condition) {
      case EQ -> a == b;
      case NE -> a != b;
      case GT, SGT -> order > 0;
      case GE, SGE -> order >= 0;
      case LT, SLT -> order < 0;
      case LE, SLE -> order <= 0;
      default -> (a & b) != 0;
    };
  }

  @Property
  void partsKeepEveryMember(@ForAll("some") Some some) {
    for (long x : some.members) {
      assertThat(some.scalar.lower(1).has(x & 0xff)).isTrue();
      assertThat(some.scalar.lower(2).has(x & 0xffff)).isTrue();
      assertThat(some.scalar.lower(4).has(x & 0xffff_ffffL)).isTrue();
      assertThat(some.scalar.extended(8).has((byte) x)).isTrue();
      assertThat(some.scalar.extended(16).has((short) x)).isTrue();
      assertThat(some.scalar.extended(32).has((int) x)).isTrue();
      assertThat(some.scalar.signExtended(8, 64).has((byte) x)).isTrue();
      assertThat(some.scalar.signExtended(16, 32).has((short) x)).isTrue();
      assertThat(some.scalar.signExtended(32, 64).has((int) x)).isTrue();
      assertThat(some.scalar.reversed(64).has(Long.reverseBytes(x))).isTrue();
      assertThat(some.scalar.reversed(16).has(Long.reverseBytes(x) >>> 48)).isTrue();
      assertThat(some.scalar.plusConstant(17).has(x + 17)).isTrue();
    }
  }

  @Property
  void coveringIsAnOrder(@ForAll("some") Some a, @ForAll("some") Some b) {
    assertThat(a.scalar.covers(a.scalar)).isTrue();
    assertThat(Scalar.UNKNOWN.covers(a.scalar)).isTrue();
    if (a.scalar.covers(b.scalar)) {
      assertThat(LongStream.of(b.members)).allMatch(a.scalar::has);
      assertThat(b.scalar.covers(a.scalar)).isEqualTo(a.scalar.equals(b.scalar));
    }
  }

  /**
   * A range of bits and one of numbers meet in what both allow: each says what it can to others.
   */
  @Property
  void settledBoundsAreMembersWhereBitsAreAllThatIsKnown(@ForAll("some") Some some) {
    long[] sorted = some.members.clone();
    Arrays.sort(sorted);
    assertThat(some.scalar.smin()).isEqualTo(sorted[0]);
    assertThat(some.scalar.smax()).isEqualTo(sorted[sorted.length - 1]);
  }
}
