package dev.jbpf.runtime.event;

import dev.jbpf.runtime.KernelMap;
import dev.jbpf.runtime.SharedMemory;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.PageSize;
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
final class Ring implements EventLoop.Source {
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
  private final ByteBuffer memory;
  private final int data = PageSize.bytes();
  private final int mask;
  private final RecordHandler handler;
  private final EventRecord record = new EventRecord();

  Ring(BpfSyscalls syscalls, KernelMap<?, ?> map, RecordHandler handler) {
    int size = map.def().maxEntries();
    this.handler = handler;
    this.mask = size - 1;
    this.consumer = SharedMemory.map(syscalls, map.descriptor(), 0, data, true);
    this.producer = mapProducer(syscalls, map, Math.addExact(data, Math.multiplyExact(2, size)));
    this.positions = consumer.acquire();
    this.memory = producer.acquire();
  }

  private SharedMemory mapProducer(BpfSyscalls syscalls, KernelMap<?, ?> map, int size) {
    try {
      return SharedMemory.map(syscalls, map.descriptor(), data, size, false);
    } catch (RuntimeException | Error e) {
      consumer.close();
      throw e;
    }
  }

  @Override
  public int consume(BooleanSupplier isOpen) {
    long position = positions.getLong(0);
    long given = position;
    int count = 0;
    int offset = (int) position & mask;
    record.of(memory);
    try {
      long end = (long) LONG.getAcquire(memory, 0);
      while (position < end && isOpen.getAsBoolean()) {
        int at = data + offset;
        int header = (int) INT.getAcquire(memory, at);
        if ((header & BUSY) != 0) {
          break;
        }
        int step = (header + HEADER + 7) & STEP;
        position += step;
        offset = (offset + step) & mask;
        if ((header & DISCARDED) == 0) {
          count++;
          record.set(at + HEADER, header);
          handler.accept(record);
        }
        if (position - given > mask / SHARE) {
          LONG.setRelease(positions, 0, position);
          given = position;
        }
        end = position == end ? (long) LONG.getAcquire(memory, 0) : end;
      }
    } finally {
      record.clear();
      LONG.setRelease(positions, 0, position);
    }
    return count;
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
