package dev.jbpf.vm.map;

import dev.jbpf.kernel.RingBufferFlags;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.SharedRegion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code BPF_MAP_TYPE_RINGBUF}. Records come out in the order in which they were reserved, none
 * before those that are still open.
 */
public final class RingBuffer extends VmMap {
  private static final int HEADER = RingBufferFlags.BPF_RINGBUF_HDR_SZ;

  private final AddressSpace space;
  private final Deque<Record> records = new ArrayDeque<>();
  private final Map<Integer, Deque<SharedRegion>> spare = new HashMap<>();
  private long produced;
  private long consumed;

  RingBuffer(AddressSpace space, MapDef<?, ?> def) {
    super(def);
    this.space = space;
  }

  private static final class Record {
    private final SharedRegion region;
    private final int size;
    private boolean isOpen = true;
    private boolean isDiscarded;

    Record(SharedRegion region, int size) {
      this.region = region;
      this.size = size;
    }

    long length() {
      return size + HEADER + 7L & ~7L;
    }
  }

  /** {@return the address of a new record of {@code size} bytes, 0 if there is no room} */
  public synchronized long reserve(long size, long flags) {
    if (flags != 0 || size < 0 || size > def().maxEntries()) {
      return 0;
    }
    long length = size + HEADER + 7 & ~7;
    if (produced - consumed + length > def().maxEntries()) {
      return 0;
    }
    Optional<SharedRegion> region = region((int) size);
    if (region.isEmpty()) {
      return 0;
    }
    produced += length;
    records.addLast(new Record(region.get(), (int) size));
    return region.get().base();
  }

  private Optional<SharedRegion> region(int size) {
    Deque<SharedRegion> free = spare.get(size);
    if (free != null && !free.isEmpty()) {
      return Optional.of(free.pop());
    }
    return space.allocate(
        "record of ring buffer " + def().name(), new SharedRegion.Layout(size, 1, true, true));
  }

  /**
   * Ends a record; returns whether {@code address} is that of an open one.
   *
   * @param isKept whether readers get it
   */
  public synchronized boolean commit(long address, boolean isKept) {
    for (Record record : records) {
      if (record.isOpen && record.region.base() == address) {
        record.isOpen = false;
        record.isDiscarded = !isKept;
        return true;
      }
    }
    return false;
  }

  /** Adds a whole record; returns 0 or an error. */
  public synchronized int output(byte[] data, long flags) {
    long unknown = ~(RingBufferFlags.BPF_RB_NO_WAKEUP | RingBufferFlags.BPF_RB_FORCE_WAKEUP);
    if ((flags & unknown) != 0) {
      return -Errno.EINVAL;
    }
    long address = reserve(data.length, 0);
    if (address == 0) {
      return -Errno.EAGAIN;
    }
    Record record = records.getLast();
    record.region.write(0, data);
    record.isOpen = false;
    return 0;
  }

  /** {@return what {@code bpf_ringbuf_query} tells} */
  public synchronized long query(long what) {
    if (what == RingBufferFlags.BPF_RB_AVAIL_DATA) {
      return produced - consumed;
    }
    if (what == RingBufferFlags.BPF_RB_RING_SIZE) {
      return def().maxEntries();
    }
    if (what == RingBufferFlags.BPF_RB_CONS_POS) {
      return consumed;
    }
    return what == RingBufferFlags.BPF_RB_PROD_POS ? produced : 0;
  }

  /** {@return the records that are complete, oldest first, and takes them out} */
  public synchronized List<byte[]> drain() {
    List<byte[]> complete = new ArrayList<>();
    while (!records.isEmpty() && !records.getFirst().isOpen) {
      Record record = records.removeFirst();
      consumed += record.length();
      if (!record.isDiscarded) {
        complete.add(record.region.read(0));
      }
      spare.computeIfAbsent(record.size, unused -> new ArrayDeque<>()).push(record.region);
    }
    return complete;
  }
}
