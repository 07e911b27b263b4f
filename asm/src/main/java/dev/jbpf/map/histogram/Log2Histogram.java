package dev.jbpf.map.histogram;

import dev.jbpf.map.BpfMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Counts by powers of two, as BCC's tools show them: slot 1 counts the values 0 and 1, slot 2 those
 * from 2 to 3, slot n those from 2^(n-1) to 2^n - 1. The builder's {@code log2} finds the slot.
 *
 * <pre>{@code
 * MapDef<Integer, Long> sizes = MapDef.array("sizes", Codec.U64, Log2Histogram.SLOTS);
 * }</pre>
 */
public final class Log2Histogram {
  /** The entries of an array that has every slot of numbers of 64 bits. */
  public static final int SLOTS = Long.SIZE + 1;

  private final CountTable counts;

  private Log2Histogram(CountTable counts) {
    this.counts = counts;
  }

  /**
   * {@return the histogram of these counts by slot}
   *
   * @throws IllegalArgumentException if a slot is not 0 to 64, or a count is negative
   */
  public static Log2Histogram of(Map<Integer, Long> counts) {
    return new Log2Histogram(CountTable.of(counts, SLOTS, 1));
  }

  /** {@return the histogram of what a map has counted by slot until now} */
  public static Log2Histogram of(BpfMap<Integer, Long> counts) {
    return of(counts.toMap());
  }

  /** {@return the counts that are not zero, by slot} */
  public SortedMap<Integer, Long> counts() {
    return counts.counts();
  }

  /**
   * {@return the lines of a table; no more than its head if nothing was counted}
   *
   * @param unit of the values, for the head
   */
  public String table(String unit) {
    return counts.text(unit, 1, Log2Histogram::range);
  }

  private static String range(int slot) {
    long low = slot == 1 ? 0 : 1L << slot - 1;
    return CountTable.format(
        "%10s -> %-10s", Long.toUnsignedString(low), Long.toUnsignedString(last(slot)));
  }

  private static long last(int slot) {
    return slot == Long.SIZE ? -1 : (1L << slot) - 1;
  }

  /** {@return the table of a unit that has no name} */
  @Override
  public String toString() {
    return table("value");
  }
}
