package dev.jbpf.map.histogram;

import dev.jbpf.map.BpfMap;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

  private static final int WIDTH = 40;

  private final SortedMap<Integer, Long> counts;

  private Log2Histogram(SortedMap<Integer, Long> counts) {
    this.counts = counts;
  }

  /**
   * {@return the histogram of these counts by slot}
   *
   * @throws IllegalArgumentException if a slot is not 0 to 64, or a count is negative
   */
  public static Log2Histogram of(Map<Integer, Long> counts) {
    SortedMap<Integer, Long> known = new TreeMap<>();
    counts.forEach(
        (slot, count) -> {
          if (slot < 0 || slot >= SLOTS || count < 0) {
            throw new IllegalArgumentException(
                "slot " + slot + " counts " + count + ": slots are 0 to " + (SLOTS - 1));
          }
          if (count > 0) {
            known.merge(Math.max(slot, 1), count, Long::sum);
          }
        });
    return new Log2Histogram(known);
  }

  /** {@return the histogram of what a map has counted by slot until now} */
  public static Log2Histogram of(BpfMap<Integer, Long> counts) {
    return of(counts.toMap());
  }

  /** {@return the counts that are not zero, by slot} */
  public SortedMap<Integer, Long> counts() {
    return Collections.unmodifiableSortedMap(counts);
  }

  /**
   * {@return the lines of a table; no more than its head if nothing was counted}
   *
   * @param unit of the values, for the head
   */
  public String table(String unit) {
    StringBuilder out = new StringBuilder();
    out.append(format("     %-19s : count     distribution%n", unit));
    if (!counts.isEmpty()) {
      long most = Collections.max(counts.values());
      for (int slot = 1; slot <= counts.lastKey(); slot++) {
        out.append(line(slot, counts.getOrDefault(slot, 0L), most));
      }
    }
    return out.toString();
  }

  private static String line(int slot, long count, long most) {
    long low = slot == 1 ? 0 : 1L << slot - 1;
    String stars = "*".repeat((int) (WIDTH * (double) count / most));
    return format(
        "%10s -> %-10s : %-8d |%-40s|%n",
        Long.toUnsignedString(low), Long.toUnsignedString(last(slot)), count, stars);
  }

  private static long last(int slot) {
    return slot == Long.SIZE ? -1 : (1L << slot) - 1;
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  /** {@return the table of a unit that has no name} */
  @Override
  public String toString() {
    return table("value");
  }
}
