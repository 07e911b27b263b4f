package dev.jbpf.vm.helper.standard;

import dev.jbpf.isa.Operation;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.helper.Borrowed;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.ProgramMemory;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.memory.SpinWord;

/**
 * {@code bpf_spin_lock}: four bytes of a value, not zero while a run holds it: the number of its
 * thread.
 */
record LockHelpers() implements HelperFamily {
  @Override
  public void register(Registry registry) {
    registry.put(Helper.SPIN_LOCK, (call, lock, r2, r3, r4, r5) -> lock(call, lock));
    registry.put(Helper.SPIN_UNLOCK, (call, lock, r2, r3, r4, r5) -> unlock(call, lock));
  }

  private static long lock(HelperCall call, long lock) {
    ProgramMemory memory = call.memory();
    SpinWord.take(
            (expected, changed) ->
                memory.atomic(Operation.COMPARE_EXCHANGE, lock, Integer.BYTES, changed, expected))
        .ifPresent(
            reason -> {
              throw wrong(call, lock, reason);
            });
    call.hold(lock, new Lock(memory, lock));
    return 0;
  }

  private static long unlock(HelperCall call, long lock) {
    if (call.memory().load(lock, Integer.BYTES) != SpinWord.self()) {
      throw wrong(call, lock, "is not held by this run");
    }
    call.giveBack(lock).ifPresent(Borrowed::abandon);
    return 0;
  }

  /** A lock that a run holds. */
  private record Lock(ProgramMemory memory, long address) implements Borrowed {
    @Override
    public String name() {
      return "the lock at 0x" + Long.toHexString(address);
    }

    @Override
    public boolean endsAccess() {
      return false;
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
