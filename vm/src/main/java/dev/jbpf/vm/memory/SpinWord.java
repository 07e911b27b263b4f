package dev.jbpf.vm.memory;

import java.util.Optional;

/** Four bytes that one thread at a time holds: not zero while one does, which is its number. */
public final class SpinWord {
  /**
   * Much longer than any run holds a lock: the kernel admits no calls before it is given back. But
   * the thread that holds it may have to wait for a processor.
   */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private SpinWord() {}

  /** How a lock's bytes are read and changed. */
  public interface Word {
    /** {@return what was there} Stores {@code changed} if that is {@code expected}. */
    long exchange(long expected, long changed);
  }

  /** {@return the number of this thread, as it is in a lock that it holds} */
  public static long self() {
    return Thread.currentThread().getId() & Integer.MAX_VALUE;
  }

  /**
   * {@return why the lock cannot be had; empty if this thread has it now} Waits until it is free.
   * Only one holder that keeps it for all the time counts: the patience starts anew with each.
   */
  public static Optional<String> take(Word word) {
    long start = System.nanoTime();
    long last = 0;
    for (long holder; (holder = word.exchange(0, self())) != 0; Thread.yield()) {
      if (holder == self()) {
        return Optional.of("is held by this run already");
      }
      if (holder != last) {
        last = holder;
        start = System.nanoTime();
      } else if (System.nanoTime() - start > PATIENCE_NANOS) {
        return Optional.of("is not given back");
      }
    }
    return Optional.empty();
  }
}
