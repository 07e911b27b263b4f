package dev.jbpf.verifier.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of known bits in a range, against all numbers of four bits, wherever these lie. */
class KnownBitsTest {
  private static final int NUMBERS = 16;

  @ParameterizedTest
  @ValueSource(ints = {0, 29, 30, 31, 60})
  void membersInARangeAreFound(int shift) {
    for (long mask = 0; mask < NUMBERS; mask++) {
      for (long value = 0; value < NUMBERS; value++) {
        if ((value & mask) == 0) {
          check(new KnownBits(value, mask), shift);
        }
      }
    }
  }

  private static void check(KnownBits few, int shift) {
    KnownBits bits = few.shiftLeft(shift);
    for (long min = 0; min < NUMBERS; min++) {
      for (long max = min; max < NUMBERS; max++) {
        long[] members = LongStream.rangeClosed(min, max).filter(few::has).toArray();
        String what = few + " from " + min + " to " + max;
        boolean isOne = members.length == 1;
        long above = LongStream.range(min, NUMBERS).filter(few::has).count();
        boolean isAlone = few.has(min) ? above > 1 && isOne : above <= 1 || isOne;
        assertThat(bits.isAlone(min << shift, max << shift)).as(what).isEqualTo(isAlone);
        if (members.length > 0) {
          assertThat(bits.next(min << shift)).as(what).isEqualTo(members[0] << shift);
        }
      }
    }
  }
}
