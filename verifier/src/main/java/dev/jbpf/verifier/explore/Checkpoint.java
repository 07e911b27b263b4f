package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.state.State;
import org.jspecify.annotations.Nullable;

/** A state that was followed, or is: others that it covers need not be. */
final class Checkpoint {
  private static final int PATIENCE = 3;

  /** For rounds of a loop that was not left yet: the next may be like any of the last ones. */
  private static final int PATIENCE_IN_ROUNDS = 64;

  final State state;
  final int slot;
  final @Nullable Checkpoint parent;

  /** Slots of each frame's stack that paths from here on read before they write them. */
  private final long[] read;

  /** Slots that were written as a whole between the parent and here. */
  private final long[] written;

  private int open = 1;
  private int hits;
  private int misses;

  Checkpoint(State state, int slot, @Nullable Checkpoint parent) {
    this.state = state;
    this.slot = slot;
    this.parent = parent;
    this.read = new long[state.count()];
    this.written = new long[state.count()];
    for (int i = 0; i < written.length; i++) {
      written[i] = state.frame(i).overwritten();
    }
  }

  /** {@return whether all paths from here on were followed} */
  boolean isDone() {
    return open == 0;
  }

  /** Another path starts from here on. */
  void branch() {
    open++;
  }

  /** A path that came from here has ended. */
  void end() {
    for (Checkpoint at = this; at != null && --at.open == 0; at = at.parent) {
      // The last path of a state is one of its parent's.
    }
  }

  long read(int frame) {
    return frame < read.length ? read[frame] : 0;
  }

  /** A path from {@code last} on, where {@code written} was written since, reads a slot. */
  static void read(@Nullable Checkpoint last, long written, int frame, int index) {
    long bit = 1L << index;
    long screened = written;
    for (Checkpoint at = last; at != null && (screened & bit) == 0; at = at.parent) {
      if (frame >= at.read.length || (at.read[frame] & bit) != 0) {
        return;
      }
      at.read[frame] |= bit;
      screened = at.written[frame];
    }
  }

  void hit() {
    hits++;
  }

  /** {@return whether it was compared in vain so often that it is not worth it} */
  boolean miss(boolean isRound) {
    int patience = isRound && !isDone() ? PATIENCE_IN_ROUNDS : PATIENCE;
    return ++misses > (hits + 1) * patience;
  }
}
