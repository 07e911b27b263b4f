package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.helper.Borrowed;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.PerfEventArray;
import dev.jbpf.vm.map.RingBuffer;
import java.util.Arrays;
import java.util.Optional;

/** What programs send to user space. */
record OutputHelpers(MapArgument maps) implements HelperFamily {
  private static final int CONTEXT_LENGTH_SHIFT = 32;

  @Override
  public void register(Registry registry) {
    registry.put(Helper.PERF_EVENT_OUTPUT, this::perf);
    registry.put(Helper.SKB_OUTPUT, this::perf);
    registry.put(Helper.XDP_OUTPUT, this::perf);
    registry.put(
        Helper.RINGBUF_OUTPUT,
        (call, map, data, size, flags, r5) -> output(call, ring(call, map), data, size, flags));
    registry.put(
        Helper.RINGBUF_RESERVE,
        (call, map, size, flags, r4, r5) -> reserve(call, ring(call, map), size, flags));
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

  private static long output(HelperCall call, RingBuffer ring, long data, long size, long flags) {
    int error = ring.check(size, flags);
    return error != 0 ? error : ring.output(read(call, data, size), flags);
  }

  private static long reserve(HelperCall call, RingBuffer ring, long size, long flags) {
    Optional<RingBuffer.Record> record = ring.reserve(size, flags);
    record.ifPresent(open -> call.hold(open.address(), new Reserved(open)));
    return record.map(RingBuffer.Record::address).orElse(0L);
  }

  /** A record that a run has to submit, or to discard. */
  private record Reserved(RingBuffer.Record record) implements Borrowed {
    @Override
    public String name() {
      return "the record at 0x" + Long.toHexString(record.address());
    }

    @Override
    public void abandon() {
      record.end(false);
    }
  }

  private static long end(HelperCall call, long address, boolean isKept) {
    Optional<Borrowed> held = call.giveBack(address);
    if (held.isPresent() && held.get() instanceof Reserved reserved) {
      reserved.record().end(isKept);
      return 0;
    }
    throw call.badArgument("0x" + Long.toHexString(address) + " is no record that is reserved");
  }

  private long perf(HelperCall call, long context, long map, long flags, long data, long size) {
    PerfEventArray events = maps.get(call, map, PerfEventArray.class);
    // Programs without a packet cannot send one.
    long known =
        call.packet().isThere()
            ? HelperFlags.BPF_F_INDEX_MASK | HelperFlags.BPF_F_CTXLEN_MASK
            : HelperFlags.BPF_F_INDEX_MASK;
    if ((flags & ~known) != 0) {
      return Errno.EINVAL.result();
    }
    int packetBytes = (int) ((flags & HelperFlags.BPF_F_CTXLEN_MASK) >>> CONTEXT_LENGTH_SHIFT);
    if (packetBytes > call.packet().length()) {
      return Errno.EFAULT.result();
    }
    long index = flags & HelperFlags.BPF_F_INDEX_MASK;
    long cpu = index == HelperFlags.BPF_F_CURRENT_CPU ? call.cpu() : index;
    int error = events.check(cpu, call.cpu());
    if (error != 0) {
      return error;
    }
    byte[] own = read(call, data, size);
    byte[] all = Arrays.copyOf(own, own.length + packetBytes);
    byte[] packet = call.memory().read(call.packet().address(), packetBytes);
    System.arraycopy(packet, 0, all, own.length, packetBytes);
    return events.output(call.cpu(), all);
  }
}
