package dev.jbpf.vm.coverage;

import java.util.Locale;

/**
 * How many there are of something, and how many of them were covered.
 *
 * @param covered 0 to {@code total}
 * @param total all
 */
public record Tally(int covered, int total) {
  static final Tally NONE = new Tally(0, 0);

  Tally plus(Tally other) {
    return new Tally(covered + other.covered, total + other.total);
  }

  /** {@return how much is covered, 0 to 100; all of nothing} */
  public double percent() {
    return total == 0 ? 100 : 100.0 * covered / total;
  }

  /** {@return the percentage with one digit, and the numbers; a dash where there is none} */
  @Override
  public String toString() {
    return total == 0
        ? "-"
        : String.format(Locale.ROOT, "%.1f%% (%d/%d)", percent(), covered, total);
  }
}
