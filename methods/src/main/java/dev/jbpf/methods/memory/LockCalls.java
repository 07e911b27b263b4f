package dev.jbpf.methods.memory;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.Vocabulary;

/** What helpers do with locks; since Linux 5.1. */
@Vocabulary
public final class LockCalls {
  private LockCalls() {}

  /** Takes the lock; nothing is called until it is given back. */
  @Calls(Helper.SPIN_LOCK)
  public static void lock(Area lock) {
    JavaCalls.number(Helper.SPIN_LOCK, lock);
  }

  /** Gives the lock back. */
  @Calls(Helper.SPIN_UNLOCK)
  public static void unlock(Area lock) {
    JavaCalls.number(Helper.SPIN_UNLOCK, lock);
  }
}
