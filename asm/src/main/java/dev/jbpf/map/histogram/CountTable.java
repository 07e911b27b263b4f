package dev.jbpf.map.histogram;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The counts of a histogram by slot, and how they are drawn. */
record CountTable(SortedMap<Integer, Long> counts) {
  private static final int WIDTH = 40;

  /**
   * {@return those that are not zero}
   *
   * @param slots how many there are
   * @param lowest the first slot that counts: what is in those before belongs to it
   * @throws IllegalArgumentException if there is no such slot, or a count is negative
   */
  static CountTable of(Map<Integer, Long> counts, int slots, int lowest) {
    SortedMap<Integer, Long> known = new TreeMap<>();
    counts.forEach(
        (slot, count) -> {
          if (slot < 0 || slot >= slots || count < 0) {
            throw new IllegalArgumentException(
                "slot " + slot + " counts " + count + ": slots are 0 to " + (slots - 1));
          }
          if (count > 0) {
            known.merge(Math.max(slot, lowest), count, Long::sum);
          }
        });
    return new CountTable(Collections.unmodifiableSortedMap(known));
  }

  /** {@return lines from slot {@code first} to the last that counted something, under a head} */
  String text(String unit, int first, IntFunction<String> range) {
    StringBuilder out = new StringBuilder();
    out.append(format("     %-19s : count     distribution%n", unit));
    if (!counts.isEmpty()) {
      long most = Collections.max(counts.values());
      for (int slot = first; slot <= counts.lastKey(); slot++) {
        long count = counts.getOrDefault(slot, 0L);
        String stars = "*".repeat((int) (WIDTH * (double) count / most));
        out.append(format("%24s : %-8d |%-40s|%n", range.apply(slot), count, stars));
      }
    }
    return out.toString();
  }

  static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
