package dev.jbpf.vm.helper.trace;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.PerfEventArray;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.world.Tracing;

/** Readings of events: all events have those that a test gives. */
public record CounterHelpers(MapArgument maps, Environment environment) implements HelperFamily {
  private static final int SIZE = 3 * Long.BYTES;
  private static final long LOW = 0xffff_ffffL;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.PERF_EVENT_READ,
        (call, map, flags, r3, r4, r5) -> {
          long error = check(call, map, flags);
          return error == 0 ? counter().value() : error;
        });
    registry.put(
        Helper.PERF_EVENT_READ_VALUE,
        (call, map, flags, to, size, r5) ->
            write(call, to, size & LOW, (size & LOW) == SIZE ? check(call, map, flags) : wrong()));
    registry.put(
        Helper.PERF_PROG_READ_VALUE,
        (call, context, to, size, r4, r5) ->
            write(call, to, size & LOW, (size & LOW) == SIZE ? 0 : wrong()));
    registry.put(
        Helper.READ_BRANCH_RECORDS,
        (call, context, to, size, flags, r5) ->
            (flags & ~HelperFlags.BPF_F_GET_BRANCH_RECORDS_SIZE) != 0
                ? wrong()
                : Errno.ENOENT.result());
    registry.put(
        Helper.GET_BRANCH_SNAPSHOT,
        (call, to, size, flags, r4, r5) -> flags != 0 ? wrong() : Errno.ENOENT.result());
  }

  private Tracing.Counter counter() {
    return environment.tracing().counter();
  }

  private static long wrong() {
    return Errno.EINVAL.result();
  }

  private long check(HelperCall call, long handle, long flags) {
    PerfEventArray events = maps.get(call, handle, PerfEventArray.class);
    if ((flags & ~HelperFlags.BPF_F_INDEX_MASK) != 0) {
      return wrong();
    }
    return events.check(flags == HelperFlags.BPF_F_CURRENT_CPU ? call.cpu() : flags, call.cpu());
  }

  private long write(HelperCall call, long to, long size, long error) {
    call.memory().requireWritable(to, (int) size);
    byte[] bytes = new byte[(int) size];
    if (error == 0) {
      Bytes.store8(bytes, 0, counter().value());
      Bytes.store8(bytes, Long.BYTES, counter().enabled());
      Bytes.store8(bytes, 2 * Long.BYTES, counter().running());
    }
    call.memory().write(to, bytes);
    return error;
  }
}
