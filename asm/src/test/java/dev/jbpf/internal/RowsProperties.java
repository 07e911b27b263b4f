package dev.jbpf.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Rows are sorted as the JDK sorts them, and what is behind them stays. */
class RowsProperties {
  @Property(tries = 500)
  void sortsAsTheJdkDoes(
      @ForAll @IntRange(max = 70) int count,
      @ForAll @IntRange(max = 5) int swaps,
      @ForAll int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] rows = random.longs(count + 3, -9, 10).toArray();
    if (swaps < 5) { // Nearly in order, as most are.
      Arrays.sort(rows, 0, count);
      for (int i = 0; i < swaps && count > 0; i++) {
        rows[random.nextInt(count)] = random.nextLong();
      }
    }
    long[] expected = rows.clone();
    Arrays.sort(expected, 0, count);
    Rows.sort(rows, count);
    assertThat(rows).isEqualTo(expected);
  }
}
