package dev.jbpf.runtime.event;

import dev.jbpf.kernel.MapType;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.sys.SharedMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Writes to a ring buffer that programs read, with {@code bpf_user_ringbuf_drain}; since Linux 6.1.
 * A ring buffer has one writer: this is for one thread at a time, and for no second one elsewhere.
 *
 * <pre>{@code
 * try (BpfObject server = BpfObject.load(Path.of("server.o"));
 *     UserRing ring = UserRing.open(Kernel.local(), server.map("requests"))) {
 *   ring.submit(new byte[] {1, 2, 3});
 * }
 * }</pre>
 *
 * <p>Source: {@code kernel/bpf/ringbuf.c}, as {@code include/uapi/linux/bpf.h} tells of it.
 */
public final class UserRing implements AutoCloseable {
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private static final int BUSY = 1 << 31;
  private static final int DISCARDED = 1 << 30;
  private static final int HEADER = 8;

  private final String name;
  private final int size;
  private final SharedMemory consumer;
  private final SharedMemory producer;
  private final ByteBuffer consumed;
  private final ByteBuffer produced;

  private UserRing(BpfSyscalls syscalls, KernelMap<?, ?> map) {
    int page = PageSize.bytes();
    this.name = map.toString();
    this.size = map.def().maxEntries();
    this.consumer = SharedMemory.map(syscalls, map.descriptor(), 0, page, false);
    this.producer = producer(syscalls, map, page + 2L * size);
    this.consumed = consumer.acquire();
    this.produced = producer.acquire();
  }

  /** The records are mapped twice in a row, so that none is in two pieces. */
  private SharedMemory producer(BpfSyscalls syscalls, KernelMap<?, ?> map, long bytes) {
    try {
      return SharedMemory.map(syscalls, map.descriptor(), PageSize.bytes(), bytes, true);
    } catch (RuntimeException | Error e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * {@return the writer of that buffer}
   *
   * @throws IllegalArgumentException if it is none that programs read
   * @throws dev.jbpf.runtime.error.SyscallException if its memory cannot be mapped
   */
  public static UserRing open(Kernel kernel, KernelMap<?, ?> map) {
    if (map.def().type() != MapType.USER_RINGBUF) {
      throw new IllegalArgumentException(
          map + " is no ring buffer that programs read: " + map.def().type().kernelName());
    }
    return new UserRing(kernel.calls().syscalls(), map);
  }

  /** A record that programs do not see yet. */
  public final class Reservation {
    private final ByteBuffer header;
    private final ByteBuffer content;
    private boolean isOpen = true;

    private Reservation(ByteBuffer header, ByteBuffer content) {
      this.header = header;
      this.content = content;
    }

    /** {@return its bytes, in the machine's byte order, to be written until it is submitted} */
    public ByteBuffer content() {
      require(isOpen, "the record was given away already");
      return content;
    }

    /**
     * Lets programs read it.
     *
     * @throws IllegalStateException if it was given away already
     */
    public void submit() {
      give(0);
    }

    /** Has programs pass it over; throws as {@link #submit} does. */
    public void discard() {
      give(DISCARDED);
    }

    private void give(int flag) {
      require(isOpen, "the record was given away already");
      isOpen = false;
      INT.setRelease(header, 0, content.capacity() | flag);
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }

  /**
   * {@return room for a record of that many bytes; empty if programs have not read enough yet}
   *
   * @throws IllegalArgumentException if the ring is too small for it, or the number negative
   */
  public Optional<Reservation> reserve(int bytes) {
    int total = (bytes + HEADER + 7) & -8;
    if (bytes < 0 || total > size) {
      throw new IllegalArgumentException(
          bytes + " bytes in " + name + ": must be 0 to " + (size - HEADER));
    }
    long end = (long) LONG.getAcquire(produced, 0);
    long start = (long) LONG.getAcquire(consumed, 0);
    if (size - (end - start) < total) {
      return Optional.empty();
    }
    long at = PageSize.bytes() + (end & (size - 1));
    ByteBuffer header = producer.view(at, HEADER);
    header.putInt(0, bytes | BUSY).putInt(Integer.BYTES, 0);
    LONG.setRelease(produced, 0, end + total);
    return Optional.of(new Reservation(header, producer.view(at + HEADER, bytes)));
  }

  /**
   * Lets programs read a record of these bytes.
   *
   * @return whether there was room
   * @throws IllegalArgumentException as {@link #reserve} does
   */
  public boolean submit(byte[] record) {
    Optional<Reservation> room = reserve(record.length);
    room.ifPresent(
        reserved -> {
          reserved.content().put(0, record);
          reserved.submit();
        });
    return room.isPresent();
  }

  @Override
  public void close() {
    consumer.release();
    consumer.close();
    producer.release();
    producer.close();
  }
}
