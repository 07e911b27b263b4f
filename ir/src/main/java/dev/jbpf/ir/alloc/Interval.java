package dev.jbpf.ir.alloc;

import java.util.Arrays;

/**
 * The places where a register has a value that is needed: ranges with holes between them, and the
 * places where it is used. It may be split: each part has a location of its own.
 *
 * <p>The parts share the lists of ranges and uses, each looks at a window of them.
 */
final class Interval {
  static final int NOWHERE = -1;
  static final int NEVER = Integer.MAX_VALUE;

  private static final int IS_REGISTER_WANTED = 1;

  final int register;

  /** Starts and ends of ranges; while the interval is made, from the last to the first. */
  private int[] ranges = new int[4];

  /** Places of uses, times two, and whether it must be in a register there. */
  private int[] uses = new int[2];

  private int firstRange;
  private int rangeLimit;
  private int firstUse;
  private int useLimit;

  /** Where it starts and ends, perhaps in the middle of a range. */
  private int start;

  private int end;

  /** The first range that is not over, as far as {@link #advance} went. */
  private int current;

  int location = NOWHERE;

  private Interval next;

  Interval(int register) {
    this.register = register;
  }

  /** Adds a range before those that are there, or joins it to the first of them. */
  void prepend(int from, int to) {
    int last = 2 * rangeLimit - 2;
    if (rangeLimit > 0 && ranges[last] <= to) {
      ranges[last] = Math.min(from, ranges[last]);
      ranges[last + 1] = Math.max(to, ranges[last + 1]);
      return;
    }
    if (last + 2 == ranges.length) {
      ranges = Arrays.copyOf(ranges, 2 * ranges.length);
    }
    ranges[last + 2] = from;
    ranges[last + 3] = to;
    rangeLimit++;
  }

  /** Its value is made at {@code from}: the first range starts there. */
  void startAt(int from) {
    ranges[2 * rangeLimit - 2] = from;
  }

  boolean isEmpty() {
    return rangeLimit == 0;
  }

  void prependUse(int position, boolean isRegisterWanted) {
    if (useLimit == uses.length) {
      uses = Arrays.copyOf(uses, 2 * useLimit);
    }
    uses[useLimit++] = 2 * position + (isRegisterWanted ? IS_REGISTER_WANTED : 0);
  }

  /** Turns what was prepended round. */
  void finish() {
    for (int i = 0, j = rangeLimit - 1; i < j; i++, j--) {
      swap(ranges, 2 * i, 2 * j);
      swap(ranges, 2 * i + 1, 2 * j + 1);
    }
    for (int i = 0, j = useLimit - 1; i < j; i++, j--) {
      swap(uses, i, j);
    }
    start = ranges[0];
    end = ranges[2 * rangeLimit - 1];
  }

  private static void swap(int[] all, int i, int j) {
    int held = all[i];
    all[i] = all[j];
    all[j] = held;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  private int from(int range) {
    return range == firstRange ? start : ranges[2 * range];
  }

  private int to(int range) {
    return range == rangeLimit - 1 ? end : ranges[2 * range + 1];
  }

  /** Forgets ranges before {@code position}: nobody asks for them any more. */
  void advance(int position) {
    while (current < rangeLimit && to(current) <= position) {
      current++;
    }
  }

  /** {@return whether it has a value at {@code position}, after {@link #advance} to it} */
  boolean coversNow(int position) {
    return current < rangeLimit && from(current) <= position;
  }

  boolean isOver() {
    return current == rangeLimit;
  }

  /** {@return the first range that ends after {@code position}} */
  private int rangeAfter(int position) {
    int low = firstRange;
    int high = rangeLimit;
    while (low < high) {
      int middle = low + high >>> 1;
      if (to(middle) <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** {@return the first place where both have a value, of those that are not forgotten} */
  int meets(Interval other) {
    int i = current;
    int j = other.current;
    while (i < rangeLimit && j < other.rangeLimit) {
      int from = Math.max(from(i), other.from(j));
      if (from < Math.min(to(i), other.to(j))) {
        return from;
      }
      if (to(i) <= other.to(j)) {
        i++;
      } else {
        j++;
      }
    }
    return NEVER;
  }

  /** {@return the first of {@code places} where it has a value} */
  int meets(IntList places) {
    for (int i = current; i < rangeLimit; i++) {
      int found = places.firstAtLeast(from(i));
      if (found == places.size()) {
        return NEVER;
      }
      if (places.get(found) < to(i)) {
        return places.get(found);
      }
    }
    return NEVER;
  }

  /** {@return the first use at {@code position} or after it} */
  int useFrom(int position) {
    int at = useAfter(position);
    return at < useLimit ? uses[at] >> 1 : NEVER;
  }

  /** {@return the first use at {@code position} or after it that must have a register} */
  int registerUseFrom(int position) {
    for (int i = useAfter(position); i < useLimit; i++) {
      if ((uses[i] & IS_REGISTER_WANTED) != 0) {
        return uses[i] >> 1;
      }
    }
    return NEVER;
  }

  private int useAfter(int position) {
    int low = firstUse;
    int high = useLimit;
    while (low < high) {
      int middle = low + high >>> 1;
      if (uses[middle] >> 1 < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * {@return the rest of it, from {@code position} on, as an interval of its own} It starts at the
   * next range where that place is in a hole.
   */
  Interval splitAt(int position) {
    int range = rangeAfter(position);
    Interval rest = new Interval(register);
    rest.ranges = ranges;
    rest.uses = uses;
    rest.firstRange = range;
    rest.current = range;
    rest.rangeLimit = rangeLimit;
    rest.firstUse = useAfter(position);
    rest.useLimit = useLimit;
    rest.start = Math.max(position, from(range));
    rest.end = end;
    boolean isInside = from(range) < position;
    end = isInside ? position : to(range - 1);
    rangeLimit = isInside ? range + 1 : range;
    useLimit = rest.firstUse;
    rest.next = next;
    next = rest;
    return rest;
  }

  boolean hasNext() {
    return next != null;
  }

  /** {@return the next part, if there is one} */
  Interval next() {
    return next;
  }
}
