package dev.jbpf.map.histogram;

import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.util.Map;
import java.util.SortedMap;

/**
 * Counts in steps of one width, as BCC's tools show them. Slot 0 counts what is below the first
 * step, the last slot what is beyond the last.
 *
 * <pre>{@code
 * LinearHistogram.Steps ages = new LinearHistogram.Steps(0, 10, 12);
 * MapDef<Integer, Long> counts = ages.map("ages");
 * }</pre>
 */
public final class LinearHistogram {
  private final Steps steps;
  private final CountTable counts;

  /**
   * Which values count together.
   *
   * @param first the smallest value of the first step
   * @param width how many values a step has
   * @param count how many steps there are
   */
  public record Steps(long first, long width, int count) {
    /**
     * Steps.
     *
     * @throws IllegalArgumentException if there are none, or they have no width, or reach beyond 64
     *     bits
     */
    public Steps {
      if (width <= 0 || count <= 0) {
        throw new IllegalArgumentException(
            count + " steps of " + width + ": both must be positive");
      }
      try {
        Math.addExact(first, Math.multiplyExact(width, count));
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(count + " steps of " + width + " are too many", e);
      }
    }

    /** {@return the number of slots, those below and beyond among them} */
    public int slots() {
      return count + 2;
    }

    /** {@return an array of that name that counts by these steps} */
    public MapDef<Integer, Long> map(String name) {
      return MapDef.array(name, Codec.U64, slots());
    }

    /** {@return the smallest value of that slot, but for slot 0} */
    public long low(int slot) {
      return first + (slot - 1) * width;
    }
  }

  private LinearHistogram(Steps steps, CountTable counts) {
    this.steps = steps;
    this.counts = counts;
  }

  /**
   * {@return the histogram of these counts by slot}
   *
   * @throws IllegalArgumentException if there is no such slot, or a count is negative
   */
  public static LinearHistogram of(Steps steps, Map<Integer, Long> counts) {
    return new LinearHistogram(steps, CountTable.of(counts, steps.slots(), 0));
  }

  /** {@return the histogram of what a map has counted by slot until now} */
  public static LinearHistogram of(Steps steps, BpfMap<Integer, Long> counts) {
    return of(steps, counts.toMap());
  }

  /** {@return the counts that are not zero, by slot} */
  public SortedMap<Integer, Long> counts() {
    return counts.counts();
  }

  /**
   * {@return the lines of a table, from the first to the last slot that counted something}
   *
   * @param unit of the values, for the head
   */
  public String table(String unit) {
    int first = counts.counts().isEmpty() ? 0 : counts.counts().firstKey();
    return counts.text(unit, first, this::range);
  }

  private String range(int slot) {
    if (slot == 0) {
      return "below " + steps.first();
    }
    return slot > steps.count()
        ? steps.low(slot) + " and more"
        : steps.low(slot) + " -> " + (steps.low(slot + 1) - 1);
  }

  /** {@return the table of a unit that has no name} */
  @Override
  public String toString() {
    return table("value");
  }
}
