package dev.jbpf.ir.alloc;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * The intervals that have no place yet, by where they start. Those of a function are sorted once;
 * only what is split off from them later, which is few, waits in a queue.
 */
final class Waiting {
  private final Intervals intervals;

  /** Where each starts, and its register behind that. */
  private final long[] whole;

  private final PriorityQueue<Interval> rests =
      new PriorityQueue<>(
          (one, other) ->
              one.start() != other.start()
                  ? Integer.compare(one.start(), other.start())
                  : Integer.compare(one.register, other.register));

  private int next;

  Waiting(Intervals intervals) {
    this.intervals = intervals;
    long[] keys = new long[intervals.count()];
    int count = 0;
    for (int register = 0; register < keys.length; register++) {
      Interval interval = intervals.of(register);
      if (interval != null) {
        keys[count++] = key(interval);
      }
    }
    whole = Arrays.copyOf(keys, count);
    Arrays.sort(whole);
  }

  private static long key(Interval interval) {
    return (long) interval.start() << Integer.SIZE | interval.register;
  }

  void add(Interval rest) {
    rests.add(rest);
  }

  boolean isEmpty() {
    return next == whole.length && rests.isEmpty();
  }

  /** {@return the one that starts first, which waits no more} */
  Interval poll() {
    boolean isWhole =
        next < whole.length && (rests.isEmpty() || whole[next] < key(rests.element()));
    return isWhole ? intervals.of((int) whole[next++]) : rests.remove();
  }
}
