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

  /** How many checkpoints are before this one, on its path. */
  private final int depth;

  private int open = 1;
  private int hits;
  private int misses;
  private @Nullable Checkpoint head;

  Checkpoint(State state, int slot, @Nullable Checkpoint parent) {
    this.state = state;
    this.slot = slot;
    this.parent = parent;
    this.depth = parent == null ? 0 : parent.depth + 1;
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

  /**
   * {@return whether all is known of what paths from here on depend on} It is not while one of them
   * ended where a loop begins that is still followed.
   */
  boolean isSettled() {
    Checkpoint first = head();
    return isDone() && (first == null || first.isDone());
  }

  /** {@return where the outermost loop begins that a path from here on came back to, if one did} */
  @Nullable Checkpoint head() {
    Checkpoint at = head;
    while (at != null && at.head != at) {
      at = at.head;
    }
    return at;
  }

  /**
   * A path from {@code last} on ended since it came back to this one, or to where this one leads.
   *
   * @return where the loop begins: what is on the way is part of it
   */
  Checkpoint close(@Nullable Checkpoint last) {
    Checkpoint known = head();
    Checkpoint first = known == null ? this : known;
    for (Checkpoint at = last; at != null && at != first; at = at.parent) {
      at.joins(first);
    }
    first.joins(first);
    return first;
  }

  private void joins(Checkpoint loop) {
    Checkpoint known = head();
    if (known == null || known.depth > loop.depth) {
      head = loop;
    }
  }

  /** Another path starts from here on. */
  void branch() {
    open++;
  }

  /** {@return whether a path that came from here, which has ended, was the last} */
  boolean end() {
    return --open == 0;
  }

  long read(int frame) {
    return frame < read.length ? read[frame] : 0;
  }

  /**
   * A path from {@code last} on, where {@code written} was written since, reads a slot.
   *
   * @return whether that was not known
   */
  static boolean read(@Nullable Checkpoint last, long written, int frame, int index) {
    long bit = 1L << index;
    long screened = written;
    boolean isNew = false;
    for (Checkpoint at = last; at != null && (screened & bit) == 0; at = at.parent) {
      if (frame >= at.read.length || (at.read[frame] & bit) != 0) {
        return isNew;
      }
      at.read[frame] |= bit;
      isNew = true;
      screened = at.written[frame];
    }
    return isNew;
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
