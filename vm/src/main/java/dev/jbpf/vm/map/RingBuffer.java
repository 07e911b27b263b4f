package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.RingBufferFlags;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.SharedRegion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * {@code BPF_MAP_TYPE_RINGBUF}. Records come out in the order in which they were reserved, none
 * before those that are still open. A record is memory that programs reach from when it is reserved
 * until it is submitted or discarded.
 */
public final class RingBuffer extends VmMap {
  private static final int HEADER = RingBufferFlags.BPF_RINGBUF_HDR_SZ;

  private final AddressSpace space;
  private final Deque<Record> records = new ArrayDeque<>();

  /** Those that are open, by where they are in the region. */
  private final NavigableMap<Integer, Record> open = new ConcurrentSkipListMap<>();

  /** Twice the buffer, so that a record that starts near the end is in one piece. */
  private Optional<SharedRegion> region = Optional.empty();

  private long produced;
  private long consumed;

  /** How many bytes of records were given up for newer ones. */
  private long overwritten;

  RingBuffer(AddressSpace space, MapDef<?, ?> def) {
    super(def);
    this.space = space;
  }

  /** A part of the buffer. */
  public final class Record {
    private final int start;
    private final int size;
    private boolean isDiscarded;

    private Record(int start, int size) {
      this.start = start;
      this.size = size;
    }

    /** {@return where a program finds its first byte} */
    public long address() {
      return memory().base() + start;
    }

    private long length() {
      return size + HEADER + 7L & ~7L;
    }

    /** Ends it; programs do not reach it any more. */
    public void end(boolean isKept) {
      synchronized (RingBuffer.this) {
        isDiscarded = !isKept;
        open.remove(start);
      }
    }
  }

  private SharedRegion memory() {
    return region.orElseThrow();
  }

  /** {@return a new record of {@code size} bytes, if there is room} */
  public synchronized Optional<Record> reserve(long size, long flags) {
    long length = size + HEADER + 7 & ~7;
    boolean isPossible = flags == 0 && size >= 0 && size < def().maxEntries();
    if (!isPossible || !hasRoom(length) || !hasMemory()) {
      return Optional.empty();
    }
    int start = (int) (produced % def().maxEntries()) + HEADER;
    Record record = new Record(start, (int) size);
    produced += length;
    records.addLast(record);
    open.put(start, record);
    return Optional.of(record);
  }

  private boolean hasRoom(long length) {
    return overwrites() ? giveUp(length) : isBelowSize(produced - consumed + length);
  }

  private boolean overwrites() {
    return def().flags().contains(MapFlag.RB_OVERWRITE);
  }

  /** One byte always stays free, as in the kernel. */
  private boolean isBelowSize(long bytes) {
    return bytes < def().maxEntries();
  }

  /** Takes the oldest records out for one of {@code length}; none from the first open one on. */
  private boolean giveUp(long length) {
    long closed = 0;
    for (Record record : records) {
      if (isOpen(record)) {
        break;
      }
      closed += record.length();
    }
    long oldest = Math.max(consumed, overwritten);
    if (!isBelowSize(produced + length - oldest - closed)) {
      return false;
    }
    while (!isBelowSize(produced + length - oldest)) {
      oldest += records.removeFirst().length();
      overwritten = oldest;
    }
    return true;
  }

  private boolean isOpen(Record record) {
    return open.get(record.start) == record;
  }

  private boolean hasMemory() {
    if (region.isEmpty() && def().maxEntries() <= Integer.MAX_VALUE / 2) {
      region =
          space.allocate(
              "records of ring buffer " + def().name(),
              new SharedRegion.Layout(2 * def().maxEntries(), 1, true, true, this::isInRecord));
    }
    return region.isPresent();
  }

  private boolean isInRecord(long offset, long size) {
    var below = open.floorEntry((int) offset);
    return below != null && offset + size <= below.getKey() + (long) below.getValue().size;
  }

  /** Adds a whole record; returns 0 or an error. */
  public synchronized int output(byte[] data, long flags) {
    int error = check(data.length, flags);
    if (error != 0) {
      return error;
    }
    Optional<Record> record = reserve(data.length, 0);
    if (record.isEmpty()) {
      return Errno.EAGAIN.result();
    }
    memory().view(0).put(record.get().start, data);
    record.get().end(true);
    return 0;
  }

  /** {@return the error of adding a record of {@code size} bytes if no room would do; else 0} */
  public int check(long size, long flags) {
    long unknown = ~(RingBufferFlags.BPF_RB_NO_WAKEUP | RingBufferFlags.BPF_RB_FORCE_WAKEUP);
    if ((flags & unknown) != 0) {
      return Errno.EINVAL.result();
    }
    return size > def().maxEntries() ? Errno.EAGAIN.result() : 0;
  }

  /** {@return what {@code bpf_ringbuf_query} tells} */
  public synchronized long query(long what) {
    if (what == RingBufferFlags.BPF_RB_AVAIL_DATA) {
      return produced - Math.max(consumed, overwritten);
    }
    if (what == RingBufferFlags.BPF_RB_RING_SIZE) {
      return def().maxEntries();
    }
    if (what == RingBufferFlags.BPF_RB_CONS_POS) {
      return consumed;
    }
    if (what == RingBufferFlags.BPF_RB_OVERWRITE_POS) {
      return overwritten;
    }
    return what == RingBufferFlags.BPF_RB_PROD_POS ? produced : 0;
  }

  /** {@return the records that are complete, oldest first, and takes them out} */
  public synchronized List<byte[]> drain() {
    List<byte[]> complete = new ArrayList<>();
    consumed = Math.max(consumed, overwritten);
    while (!records.isEmpty() && !isOpen(records.getFirst())) {
      Record record = records.removeFirst();
      consumed += record.length();
      if (!record.isDiscarded) {
        byte[] bytes = new byte[record.size];
        memory().view(0).get(record.start, bytes);
        complete.add(bytes);
      }
    }
    return complete;
  }

  @Override
  synchronized void close() {
    open.clear();
    records.clear();
    region.ifPresent(space::free);
    region = Optional.empty();
  }
}
