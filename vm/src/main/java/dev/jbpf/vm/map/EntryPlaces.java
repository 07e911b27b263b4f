package dev.jbpf.vm.map;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where in a {@link Slab} the entries of a hash are. A new value of an entry gets a place of its
 * own, so that a pointer to the old one sees what it saw; which place that is, and so when the old
 * one is used again, is as in the kernel.
 */
final class EntryPlaces {
  /** How the kernel takes and gives back elements of a map. */
  enum Reuse {
    /** Made with the map: each CPU has one more, which it swaps for that of an entry it updates. */
    SWAPPED,
    /** Taken and given back one by one: the one given back last is the next. */
    LAST_FIRST,
    /** Not used again before all programs that may hold a pointer have ended. */
    LATER;

    /** {@return how many elements there are beside one for each entry} */
    int spare(int cpus) {
      return switch (this) {
        case SWAPPED -> cpus;
        case LAST_FIRST -> 1;
        case LATER -> LATE;
      };
    }
  }

  /** As many updates may a run of a program make while it holds a pointer to an old value. */
  private static final int LATE = 1_024;

  private static final int NONE = -1;

  private final Slab slab;
  private final Reuse reuse;
  private final int[] extra;
  private final Deque<Integer> free = new ArrayDeque<>();
  private int fresh;

  EntryPlaces(Slab slab, Reuse reuse, int cpus) {
    this.slab = slab;
    this.reuse = reuse;
    this.extra = new int[cpus];
    java.util.Arrays.fill(extra, NONE);
  }

  /** {@return a place for a new entry, negative if there is no memory} */
  int take() {
    return renewed(next());
  }

  private int renewed(int place) {
    if (place != NONE) {
      slab.renew(place);
    }
    return place;
  }

  private int next() {
    if (reuse == Reuse.LATER) {
      return takeFresh();
    }
    return free.isEmpty() ? fresh() : free.removeFirst();
  }

  /** A place that was never used, as long as there are such places. */
  private int takeFresh() {
    int place = fresh();
    return place == NONE && !free.isEmpty() ? free.removeFirst() : place;
  }

  private int fresh() {
    return fresh < slab.values() && slab.reach(fresh) ? fresh++ : NONE;
  }

  /** An entry is gone. */
  void give(int place) {
    if (reuse == Reuse.LATER) {
      free.addLast(place);
    } else {
      free.addFirst(place);
    }
  }

  /**
   * {@return a place for a new value of the entry at {@code old}, negative if there is no memory}
   * {@code old} is free then.
   */
  int replace(int old, int cpu) {
    if (reuse == Reuse.SWAPPED) {
      int place = extra[cpu] == NONE ? takeFresh() : extra[cpu];
      extra[cpu] = place == NONE ? NONE : old;
      return renewed(place);
    }
    int place = take();
    if (place != NONE) {
      give(old);
    }
    return place;
  }
}
