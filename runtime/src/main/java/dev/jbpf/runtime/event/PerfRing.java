package dev.jbpf.runtime.event;

import dev.jbpf.runtime.perf.PerfEvent;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.sys.SharedMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * One CPU's perf buffer: a page of positions, and records behind it, of which one may go over the
 * end.
 *
 * <p>Source: perf_event_open(2), "MMAP layout".
 */
final class PerfRing implements EventLoop.Source {
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final int DATA_HEAD = 1024;
  private static final int DATA_TAIL = 1032;

  private static final int PERF_RECORD_LOST = 2;
  private static final int PERF_RECORD_SAMPLE = 9;

  private static final int RECORD_SIZE = 6;
  private static final int HEADER = 8;
  private static final int SAMPLE_DATA = HEADER + Integer.BYTES;
  private static final int LOST_COUNT = HEADER + Long.BYTES;
  private static final int LARGEST_RECORD = 1 << 16;

  private final PerfEvent event;
  private final SharedMemory shared;
  private final RecordHandler handler;
  private final AtomicLong lost;
  private final ByteBuffer memory;
  private final int data = PageSize.bytes();
  private final int size;
  private final ByteBuffer whole =
      ByteBuffer.allocate(LARGEST_RECORD).order(ByteOrder.nativeOrder());
  private final EventRecord record = new EventRecord();

  /** Owns {@code event} and its memory; adds to {@code lost} what the kernel had no room for. */
  PerfRing(PerfEvent event, SharedMemory shared, RecordHandler handler, AtomicLong lost) {
    this.event = event;
    this.shared = shared;
    this.handler = handler;
    this.lost = lost;
    this.memory = shared.acquire();
    this.size = memory.capacity() - data;
  }

  @Override
  public int consume(BooleanSupplier isOpen) {
    int count = 0;
    long tail = memory.getLong(DATA_TAIL);
    try {
      long head = (long) LONG.getAcquire(memory, DATA_HEAD);
      while (tail < head && isOpen.getAsBoolean()) {
        int at = data + (int) (tail & (size - 1));
        int type = memory.getInt(at);
        int length = memory.getShort(at + RECORD_SIZE) & 0xffff;
        if (length < HEADER) {
          throw new IllegalStateException("a perf buffer holds a record without a size");
        }
        tail += length;
        if (type == PERF_RECORD_SAMPLE) {
          count++;
          sample(at, length);
        } else if (type == PERF_RECORD_LOST) {
          lost.addAndGet(inOnePiece(at, length).getLong(start(at, length) + LOST_COUNT));
        }
      }
    } finally {
      record.clear();
      LONG.setRelease(memory, DATA_TAIL, tail);
    }
    return count;
  }

  private void sample(int at, int length) {
    ByteBuffer bytes = inOnePiece(at, length);
    int start = start(at, length);
    record.of(bytes);
    record.set(start + SAMPLE_DATA, bytes.getInt(start + HEADER));
    handler.accept(record);
  }

  private boolean goesOverTheEnd(int at, int length) {
    return at + length > data + size;
  }

  private int start(int at, int length) {
    return goesOverTheEnd(at, length) ? 0 : at;
  }

  private ByteBuffer inOnePiece(int at, int length) {
    if (!goesOverTheEnd(at, length)) {
      return memory;
    }
    int first = data + size - at;
    whole.put(0, memory, at, first);
    whole.put(first, memory, data, length - first);
    return whole;
  }

  /** The loop that owns it sees to it that nobody is reading. */
  @Override
  public void close() {
    shared.release();
    shared.close();
    event.close();
  }
}
