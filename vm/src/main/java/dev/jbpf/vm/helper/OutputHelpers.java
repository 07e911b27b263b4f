package dev.jbpf.vm.helper;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.exec.HelperCall;
import dev.jbpf.vm.map.Errno;
import dev.jbpf.vm.map.PerfEventArray;
import dev.jbpf.vm.map.RingBuffer;
import java.util.Arrays;

/** What programs send to user space. */
record OutputHelpers(MapArgument maps) implements Family {
  private static final int CONTEXT_LENGTH_SHIFT = 32;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.PERF_EVENT_OUTPUT, this::perf);
    registry.put(
        Helper.RINGBUF_OUTPUT,
        (call, map, data, size, flags, r5) ->
            ring(call, map).output(read(call, data, size), flags));
    registry.put(
        Helper.RINGBUF_RESERVE,
        (call, map, size, flags, r4, r5) -> ring(call, map).reserve(size, flags));
    registry.put(Helper.RINGBUF_SUBMIT, (call, record, f, r3, r4, r5) -> end(call, record, true));
    registry.put(Helper.RINGBUF_DISCARD, (call, record, f, r3, r4, r5) -> end(call, record, false));
    registry.put(
        Helper.RINGBUF_QUERY, (call, map, what, r3, r4, r5) -> ring(call, map).query(what));
  }

  private RingBuffer ring(HelperCall call, long map) {
    return maps.get(call, map, RingBuffer.class);
  }

  private static byte[] read(HelperCall call, long address, long size) {
    if (size < 0 || size > 1 << 28) {
      throw call.badArgument(size + " is no size of a record");
    }
    return call.memory().read(address, (int) size);
  }

  private long end(HelperCall call, long record, boolean isKept) {
    boolean isOpen =
        maps.maps().descriptors().stream()
            .flatMap(descriptor -> maps.maps().get(descriptor).stream())
            .anyMatch(map -> map instanceof RingBuffer ring && ring.commit(record, isKept));
    if (!isOpen) {
      throw call.badArgument("0x" + Long.toHexString(record) + " is no record that is reserved");
    }
    return 0;
  }

  private long perf(HelperCall call, long context, long map, long flags, long data, long size) {
    PerfEventArray events = maps.get(call, map, PerfEventArray.class);
    long known = HelperFlags.BPF_F_INDEX_MASK | HelperFlags.BPF_F_CTXLEN_MASK;
    if ((flags & ~known) != 0) {
      return -Errno.EINVAL;
    }
    long index = flags & HelperFlags.BPF_F_INDEX_MASK;
    long cpu = index == HelperFlags.BPF_F_CURRENT_CPU ? call.cpu() : index;
    byte[] own = read(call, data, size);
    int packetBytes = (int) ((flags & HelperFlags.BPF_F_CTXLEN_MASK) >>> CONTEXT_LENGTH_SHIFT);
    if (packetBytes > call.packet().length()) {
      return -Errno.EFAULT;
    }
    byte[] all = Arrays.copyOf(own, own.length + packetBytes);
    byte[] packet = call.memory().read(call.packet().address(), packetBytes);
    System.arraycopy(packet, 0, all, own.length, packetBytes);
    return events.output(cpu, all);
  }
}
