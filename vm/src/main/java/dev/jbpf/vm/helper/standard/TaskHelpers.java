package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The clock, random numbers, and the current task. */
record TaskHelpers(Environment environment) implements HelperFamily {
  private static final long NANOSECONDS_A_JIFFY = 4_000_000;
  private static final int MAX_COMM = 1 << 16;

  @Override
  public void register(Registry registry) {
    HelperFunction clock = (call, r1, r2, r3, r4, r5) -> environment.now();
    registry.put(Helper.KTIME_GET_NS, clock);
    registry.put(Helper.KTIME_GET_BOOT_NS, clock);
    registry.put(Helper.KTIME_GET_COARSE_NS, clock);
    registry.put(Helper.KTIME_GET_TAI_NS, clock);
    registry.put(
        Helper.JIFFIES64, (call, r1, r2, r3, r4, r5) -> environment.now() / NANOSECONDS_A_JIFFY);
    registry.put(Helper.GET_PRANDOM_U32, (call, r1, r2, r3, r4, r5) -> environment.randomU32());
    registry.put(Helper.GET_SMP_PROCESSOR_ID, (call, r1, r2, r3, r4, r5) -> call.cpu());
    registry.put(Helper.GET_NUMA_NODE_ID, (call, r1, r2, r3, r4, r5) -> 0);
    registry.put(Helper.GET_CURRENT_PID_TGID, (call, r1, r2, r3, r4, r5) -> pids());
    registry.put(Helper.GET_CURRENT_UID_GID, (call, r1, r2, r3, r4, r5) -> owners());
    registry.put(Helper.GET_CURRENT_COMM, (call, to, size, r3, r4, r5) -> comm(call, to, size));
  }

  private long pids() {
    Environment.Task task = environment.task();
    return (long) task.tgid() << 32 | task.pid() & 0xffff_ffffL;
  }

  private long owners() {
    Environment.Task task = environment.task();
    return (long) task.gid() << 32 | task.uid() & 0xffff_ffffL;
  }

  private long comm(HelperCall call, long to, long size) {
    if (size <= 0 || size > MAX_COMM) {
      throw call.badArgument(size + " is no size of a name");
    }
    byte[] name = environment.task().comm().getBytes(StandardCharsets.UTF_8);
    byte[] room = Arrays.copyOf(Arrays.copyOf(name, 15), (int) size);
    room[room.length - 1] = 0;
    call.memory().write(to, room);
    return 0;
  }
}
