package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.kernel.Errno;
import dev.jbpf.vm.helper.Borrowed;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;

/** Sections in which others wait: each has to be left before the run ends. */
record SectionKfuncs() implements KfuncFamily {
  private static final long RCU = -1;
  private static final long PREEMPTION = -2;
  private static final long INTERRUPTS = -3;

  private record Section(String name) implements Borrowed {
    @Override
    public boolean endsAccess() {
      return false;
    }

    @Override
    public void abandon() {
      // Nobody waits here.
    }
  }

  @Override
  public void register(Registry registry) {
    pair(registry, "bpf_rcu_read_lock", "bpf_rcu_read_unlock", RCU);
    pair(registry, "bpf_preempt_disable", "bpf_preempt_enable", PREEMPTION);
    registry.put(
        "bpf_local_irq_save",
        (call, flags, r2, r3, r4, r5) -> {
          call.memory().store(flags, Long.BYTES, 1);
          return enter(call, "bpf_local_irq_save", INTERRUPTS);
        });
    registry.put(
        "bpf_local_irq_restore",
        (call, flags, r2, r3, r4, r5) -> leave(call, "bpf_local_irq_save", INTERRUPTS));
    registry.put(
        "bpf_throw",
        HelperFunction.callingBack(
            (call, cookie, r2, r3, r4, r5) -> {
              throw call.thrown(cookie);
            }));
    // What devices know of frames, which no device has brought here.
    registry.put(
        "bpf_xdp_metadata_rx_timestamp", (call, r1, r2, r3, r4, r5) -> Errno.EOPNOTSUPP.result());
    registry.put(
        "bpf_xdp_metadata_rx_hash", (call, r1, r2, r3, r4, r5) -> Errno.EOPNOTSUPP.result());
    registry.put(
        "bpf_xdp_metadata_rx_vlan_tag", (call, r1, r2, r3, r4, r5) -> Errno.EOPNOTSUPP.result());
  }

  private static void pair(Registry registry, String enter, String leave, long key) {
    registry.put(enter, (call, r1, r2, r3, r4, r5) -> enter(call, enter, key));
    registry.put(leave, (call, r1, r2, r3, r4, r5) -> leave(call, enter, key));
  }

  private static long enter(HelperCall call, String name, long key) {
    call.hold(key, new Section("the section of " + name));
    return 0;
  }

  private static long leave(HelperCall call, String name, long key) {
    if (call.giveBack(key).isEmpty()) {
      throw call.badArgument("there is no section of " + name + " to leave");
    }
    return 0;
  }
}
