package dev.jbpf.vm.map;

import dev.jbpf.kernel.RingBufferFlags;
import dev.jbpf.map.MapDef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** {@code BPF_MAP_TYPE_USER_RINGBUF}: records that Java writes and programs read. Thread-safe. */
public final class UserRingBuffer extends VmMap {
  private static final int HEADER = RingBufferFlags.BPF_RINGBUF_HDR_SZ;

  private final Deque<byte[]> records = new ArrayDeque<>();
  private long used;

  UserRingBuffer(MapDef<?, ?> def) {
    super(def);
  }

  private static long length(byte[] record) {
    return record.length + HEADER + 7L & ~7L;
  }

  /** {@return whether there was room for {@code record}, which programs find now} */
  public synchronized boolean submit(byte[] record) {
    if (used + length(record) > def().maxEntries()) {
      return false;
    }
    used += length(record);
    records.addLast(record.clone());
    return true;
  }

  /** {@return the oldest record, which is taken out} */
  public synchronized Optional<byte[]> take() {
    Optional<byte[]> record = Optional.ofNullable(records.pollFirst());
    record.ifPresent(taken -> used -= length(taken));
    return record;
  }
}
