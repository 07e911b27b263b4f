package dev.jbpf.ir.alloc;

/** Where each value is at each place: the parts of its interval. */
final class Parts {
  private static final Interval[] NONE = {};

  private final Interval[][] parts;

  Parts(Intervals intervals) {
    parts = new Interval[intervals.count()][];
    for (int register = 0; register < parts.length; register++) {
      Interval first = intervals.of(register);
      parts[register] = first == null ? NONE : list(first);
    }
  }

  private static Interval[] list(Interval first) {
    int count = 1;
    for (Interval part = first; part.hasNext(); part = part.next()) {
      count++;
    }
    Interval[] all = new Interval[count];
    all[0] = first;
    for (int i = 1; i < count; i++) {
      all[i] = all[i - 1].next();
    }
    return all;
  }

  /** {@return the parts of the register's interval, in order} */
  Interval[] of(int register) {
    return parts[register];
  }

  /** {@return where {@code register} is at {@code position}} */
  int location(int register, int position) {
    Interval[] all = parts[register];
    int low = 0;
    int high = all.length - 1;
    while (low < high) {
      int middle = low + high + 1 >>> 1;
      if (all[middle].start() <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return all[low].location;
  }
}
