package dev.jbpf.ir.alloc.stack;

import dev.jbpf.ir.alloc.PlacedFunction.Span;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Which bytes of a frame are taken when: a tree over the places where something begins or ends.
 * What is asked or noted of a stretch of places takes as many steps as the tree is deep.
 */
final class Occupancy {
  /** Bytes below the frame pointer, as bits: 512 of them. */
  static final class Bytes {
    private final long[] words = new long[FrameLayout.LIMIT / Long.SIZE];

    void add(Bytes other) {
      for (int i = 0; i < words.length; i++) {
        words[i] |= other.words[i];
      }
    }

    void set(int from, int to) {
      for (int at = from; at < to; at++) {
        words[at / Long.SIZE] |= 1L << at;
      }
    }

    /** {@return the last of these bytes that is taken; below {@code from} if none is} */
    int lastTaken(int from, int to) {
      int at = to - 1;
      while (at >= from && (words[at / Long.SIZE] & 1L << at) == 0) {
        at--;
      }
      return at;
    }

    /** {@return the slots of eight bytes of which any is taken, as bits} */
    long slots() {
      long slots = 0;
      for (int i = 0; i < words.length; i++) {
        for (int in = 0; in < Long.BYTES; in++) {
          if ((words[i] >>> in * Byte.SIZE & 0xff) != 0) {
            slots |= 1L << i * Long.BYTES + in;
          }
        }
      }
      return slots;
    }
  }

  private final int[] places;

  /** Of each node what is taken all the time, and what at some time. */
  private final Bytes[] always;

  private final Bytes[] ever;
  private final int leaves;

  /** Nothing is taken yet, in whichever of these spans. */
  Occupancy(Collection<Span> spans) {
    TreeSet<Integer> ends = new TreeSet<>();
    for (Span span : spans) {
      ends.add(span.from());
      ends.add(span.to());
    }
    this.places = new int[ends.size()];
    int count = 0;
    for (int end : ends) {
      places[count++] = end;
    }
    this.leaves = Math.max(1, places.length);
    int size = 4 * leaves;
    this.always = new Bytes[size];
    this.ever = new Bytes[size];
    for (int i = 0; i < size; i++) {
      always[i] = new Bytes();
      ever[i] = new Bytes();
    }
  }

  private int number(int place) {
    return Arrays.binarySearch(places, place);
  }

  /** {@return what is taken at some time of {@code span}} */
  Bytes during(Span span) {
    Bytes found = new Bytes();
    collect(1, 0, leaves, number(span.from()), number(span.to()), found);
    return found;
  }

  private void collect(int node, int low, int high, int from, int to, Bytes found) {
    if (to <= low || high <= from) {
      return;
    }
    if (from <= low && high <= to) {
      found.add(ever[node]);
      return;
    }
    found.add(always[node]);
    int middle = low + high >>> 1;
    collect(2 * node, low, middle, from, to, found);
    collect(2 * node + 1, middle, high, from, to, found);
  }

  /** Takes these bytes for {@code span}. */
  void take(Span span, int from, int to) {
    Bytes taken = new Bytes();
    taken.set(from, to);
    note(1, 0, leaves, number(span.from()), number(span.to()), taken);
  }

  private void note(int node, int low, int high, int from, int to, Bytes taken) {
    if (to <= low || high <= from) {
      return;
    }
    ever[node].add(taken);
    if (from <= low && high <= to) {
      always[node].add(taken);
      return;
    }
    int middle = low + high >>> 1;
    note(2 * node, low, middle, from, to, taken);
    note(2 * node + 1, middle, high, from, to, taken);
  }
}
