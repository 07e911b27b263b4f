package dev.jbpf.runtime.attach.object;

import java.util.BitSet;
import java.util.OptionalInt;

/** Numbers from 0 that are given out, each to one at a time. */
public final class FreeNumbers {
  private final BitSet taken = new BitSet();

  /** All are free. */
  public FreeNumbers() {}

  /** {@return the least below {@code limit} that nobody has; empty if there is none} */
  public synchronized OptionalInt take(int limit) {
    int number = taken.nextClearBit(0);
    if (number >= limit) {
      return OptionalInt.empty();
    }
    taken.set(number);
    return OptionalInt.of(number);
  }

  /** Gives that number back. */
  public synchronized void giveBack(int number) {
    taken.clear(number);
  }
}
