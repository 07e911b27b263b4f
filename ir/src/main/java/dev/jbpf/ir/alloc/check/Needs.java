package dev.jbpf.ir.alloc.check;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Which values have to be at which locations, at one place of a program: a list a location. */
final class Needs {
  private static final int END = -1;

  private final int[] first;
  private final int[] timesNeeded;

  /** The value of each entry, and the entry behind it. */
  private int[] register = new int[16];

  private int[] next = new int[16];
  private int unused = END;
  private int made;
  private int count;

  /** Nothing is needed of so many registers, at locations below that one. */
  Needs(int registers, int locations) {
    first = new int[locations];
    Arrays.fill(first, END);
    timesNeeded = new int[registers];
  }

  boolean isEmpty() {
    return count == 0;
  }

  void add(int location, int wanted) {
    int at = first[location];
    while (at != END && register[at] != wanted) {
      at = next[at];
    }
    if (at == END) {
      int entry = entry();
      register[entry] = wanted;
      next[entry] = first[location];
      first[location] = entry;
      timesNeeded[wanted]++;
      count++;
    }
  }

  private int entry() {
    if (unused != END) {
      int entry = unused;
      unused = next[entry];
      return entry;
    }
    if (made == next.length) {
      register = Arrays.copyOf(register, 2 * made);
      next = Arrays.copyOf(next, 2 * made);
    }
    return made++;
  }

  /** What has to be at {@code to} has to be at {@code from} before. */
  void move(int to, int from) {
    take(to, wanted -> add(from, wanted));
  }

  /** Hands over what has to be at {@code location}, which is settled then. */
  void take(int location, IntConsumer taker) {
    int at = first[location];
    first[location] = END;
    while (at != END) {
      int wanted = register[at];
      int rest = next[at];
      next[at] = unused;
      unused = at;
      timesNeeded[wanted]--;
      count--;
      taker.accept(wanted);
      at = rest;
    }
  }

  /** {@return whether {@code wanted} has to be somewhere} */
  boolean has(int wanted) {
    return timesNeeded[wanted] > 0;
  }

  /** Hands over all. */
  void drain(Consumer<Need> taker) {
    for (int location = 0; count > 0; location++) {
      int at = location;
      take(at, wanted -> taker.accept(new Need(at, wanted)));
    }
  }
}
