package dev.jbpf.verifier.state;

import java.util.Arrays;

/** Which identity of one state stands for which of another: one for one. */
final class Identities {
  private int[] olds = new int[16];
  private int[] nows = new int[16];
  private int count;
  private int fresh;

  void clear() {
    count = 0;
    fresh = 0;
  }

  /** {@return whether the two can stand for one another; 0, none, stands for none} */
  boolean match(int old, int now) {
    return (old == 0) == (now == 0) && (old == 0 || pair(old, now));
  }

  /** As {@link #match}, but a number that is linked to no other may stand for one that is. */
  boolean matchNumbers(int old, int now) {
    return old == 0 || pair(old, now == 0 ? --fresh : now);
  }

  private boolean pair(int old, int now) {
    for (int i = 0; i < count; i++) {
      if (olds[i] == old || nows[i] == now) {
        return olds[i] == old && nows[i] == now;
      }
    }
    if (count == olds.length) {
      olds = Arrays.copyOf(olds, count * 2);
      nows = Arrays.copyOf(nows, count * 2);
    }
    olds[count] = old;
    nows[count++] = now;
    return true;
  }
}
