package dev.jbpf.vm.memory;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory a world may take for what programs store in it. Thread-safe. */
public final class Allowance {
  private final AtomicLong left;

  /** An allowance of {@code bytes}. */
  public Allowance(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** {@return whether there were {@code bytes} left, which are taken now} */
  public boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  /** Gives back what was taken. */
  public void giveBack(long bytes) {
    left.addAndGet(bytes);
  }
}
