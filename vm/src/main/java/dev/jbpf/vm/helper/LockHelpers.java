package dev.jbpf.vm.helper;

import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.exec.Held;
import dev.jbpf.vm.exec.HelperCall;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.memory.AtomicOp;
import dev.jbpf.vm.memory.Memory;

/**
 * {@code bpf_spin_lock}: four bytes of a value, not zero while a run holds it: the number of its
 * thread.
 */
record LockHelpers() implements Family {
  /** Longer than any run holds a lock: the kernel admits no calls before it is given back. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.SPIN_LOCK, (call, lock, r2, r3, r4, r5) -> lock(call, lock));
    registry.put(Helper.SPIN_UNLOCK, (call, lock, r2, r3, r4, r5) -> unlock(call, lock));
  }

  private static long self() {
    return Thread.currentThread().getId() & Integer.MAX_VALUE;
  }

  private static long lock(HelperCall call, long lock) {
    long start = System.nanoTime();
    for (long holder; (holder = tryLock(call, lock)) != 0; Thread.yield()) {
      if (holder == self()) {
        throw wrong(call, lock, "is held by this run already");
      }
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw wrong(call, lock, "is not given back");
      }
    }
    call.hold(lock, new Lock(call.memory(), lock));
    return 0;
  }

  /** {@return who holds the lock; 0 if it was free and is taken} */
  private static long tryLock(HelperCall call, long lock) {
    return call.memory().atomic(AtomicOp.COMPARE_EXCHANGE, lock, Integer.BYTES, self(), 0);
  }

  private static long unlock(HelperCall call, long lock) {
    if (call.memory().load(lock, Integer.BYTES) != self()) {
      throw wrong(call, lock, "is not held by this run");
    }
    call.giveBack(lock).ifPresent(Held::abandon);
    return 0;
  }

  /** A lock that a run holds. */
  private record Lock(Memory memory, long address) implements Held {
    @Override
    public String name() {
      return "the lock at 0x" + Long.toHexString(address);
    }

    @Override
    public void abandon() {
      memory.storeRelease(address, Integer.BYTES, 0);
    }
  }

  private static VmFault wrong(HelperCall call, long lock, String what) {
    return call.badArgument("the lock at 0x" + Long.toHexString(lock) + " " + what);
  }
}
