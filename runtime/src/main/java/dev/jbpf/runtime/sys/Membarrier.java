package dev.jbpf.runtime.sys;

import java.lang.invoke.VarHandle;

/**
 * A barrier between two threads of which only one pays: what a thread wrote before {@link #light}
 * is seen behind another's {@link #heavy}, or it reads behind {@code light} what the other wrote
 * before {@code heavy}.
 *
 * <p>Source: membarrier(2), since Linux 4.14. Where it is not permitted both are full fences.
 */
final class Membarrier {
  private static final int PRIVATE_EXPEDITED = 1 << 3;
  private static final int REGISTER_PRIVATE_EXPEDITED = 1 << 4;

  private static final boolean IS_PERMITTED = call(REGISTER_PRIVATE_EXPEDITED) == 0;

  private Membarrier() {}

  private static long call(int command) {
    return BpfSyscalls.system().call(Syscall.MEMBARRIER, command, 0, 0);
  }

  /** The frequent side. Keeps the compiler from moving accesses; the rest is the other side's. */
  static void light() {
    if (IS_PERMITTED) {
      VarHandle.acquireFence();
    } else {
      VarHandle.fullFence();
    }
  }

  /** The rare side: a barrier in each thread of the process that is running. */
  static void heavy() {
    if (!IS_PERMITTED || call(PRIVATE_EXPEDITED) != 0) {
      VarHandle.fullFence();
    }
  }
}
