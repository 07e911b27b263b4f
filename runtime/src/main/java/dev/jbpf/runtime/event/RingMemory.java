package dev.jbpf.runtime.event;

import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.sys.SharedMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;

/**
 * One ring buffer's memory: the consumer's position, the producers', and the records, mapped twice
 * in a row so that none is in two pieces.
 *
 * <p>Source: {@code Documentation/bpf/ringbuf.rst}, {@code kernel/bpf/ringbuf.c}.
 */
final class RingMemory implements EventLoop.Source {
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;
  private static final int HEADER = 8;

  /** A header without the two flags, once rounded up to eight bytes. */
  private static final int STEP = ~BUSY & ~DISCARDED & -8;

  /** How much of the ring is given back at once: less makes producers wait, more costs time. */
  private static final int SHARE = 8;

  private final SharedMemory consumer;
  private final SharedMemory producer;
  private final ByteBuffer positions;
  private final ByteBuffer produced;
  private final ByteBuffer records;
  private final int mask;
  private final int share;
  private final RecordHandler handler;
  private final EventRecord record = new EventRecord();

  /** Behind the record that was handed over last, whether its handler returned or threw. */
  private long position;

  private int count;

  RingMemory(BpfSyscalls syscalls, KernelMap<?, ?> map, RecordHandler handler) {
    int size = map.def().maxEntries();
    int page = PageSize.bytes();
    this.handler = handler;
    this.mask = size - 1;
    this.share = size / SHARE;
    this.consumer = SharedMemory.map(syscalls, map.descriptor(), 0, page, true);
    this.producer = mapProducer(syscalls, map, page + 2L * size);
    this.positions = consumer.acquire();
    this.produced = producer.acquire();
    // The last byte of 2 GiB is in no record that starts in the first half.
    this.records = producer.view(page, (int) Math.min(2L * size, Integer.MAX_VALUE));
  }

  private SharedMemory mapProducer(BpfSyscalls syscalls, KernelMap<?, ?> map, long size) {
    try {
      return SharedMemory.map(syscalls, map.descriptor(), PageSize.bytes(), size, false);
    } catch (RuntimeException | Error e) {
      consumer.close();
      throw e;
    }
  }

  @Override
  public int consume(BooleanSupplier isOpen) {
    position = positions.getLong(0);
    count = 0;
    record.of(records);
    try {
      long stop = position;
      while (position >= stop) {
        LONG.setRelease(positions, 0, position);
        long end = (long) LONG.getAcquire(produced, 0);
        if (position >= end) {
          break;
        }
        stop = Math.min(end, position + share);
        handOver(stop, isOpen);
      }
    } finally {
      record.clear();
      LONG.setRelease(positions, 0, position);
    }
    return count;
  }

  /**
   * Hands over the complete records that start before {@code stop}.
   *
   * <p>As fast as each record waits for the length of the one before it: what is between the two is
   * as little as possible, and {@code position} is not read here.
   */
  private void handOver(long stop, BooleanSupplier isOpen) {
    ByteBuffer records = this.records;
    int at = (int) position & mask;
    long next = position;
    while (next < stop && isOpen.getAsBoolean()) {
      int header = (int) INT.getAcquire(records, at);
      if ((header & BUSY) != 0) {
        return;
      }
      next += (header + HEADER + 7) & STEP;
      position = next;
      if ((header & DISCARDED) == 0) {
        count++;
        record.set(at + HEADER, header);
        handler.accept(record);
      }
      at = (int) next & mask;
    }
  }

  /** The loop that owns it sees to it that nobody is reading. */
  @Override
  public void close() {
    consumer.release();
    consumer.close();
    producer.release();
    producer.close();
  }
}
