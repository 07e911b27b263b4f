package dev.jbpf.runtime.event;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.map.KernelMap;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads ring buffers, one or several at once, in the thread that calls {@link #poll}. Records are
 * handed over where the kernel left them. Where nobody reads, programs find the buffer full: what
 * they then cannot send is theirs to count.
 *
 * <pre>{@code
 * try (var rings = RingBuffers.open(Kernel.local()).add(events, record -> count(record))) {
 *   while (isRunning) {
 *     rings.poll(Duration.ofSeconds(1));
 *   }
 * }
 * }</pre>
 *
 * <p>Since Linux 5.8. Safe to close from another thread, and from a handler; a handler cannot
 * {@link #poll} or {@link #consume}. A ring buffer has one reader at a time: a second one, here or
 * in another process, takes records from the first, or gets them again.
 */
public final class RingBuffers implements AutoCloseable {
  private final Kernel kernel;
  private final EventLoop loop;

  private RingBuffers(Kernel kernel) {
    this.kernel = kernel;
    this.loop = new EventLoop(kernel.calls().syscalls(), "the reader of ring buffers");
  }

  /**
   * {@return a reader of no buffer yet}
   *
   * @throws dev.jbpf.runtime.error.SyscallException if the kernel refuses
   */
  public static RingBuffers open(Kernel kernel) {
    return new RingBuffers(kernel);
  }

  /**
   * Reads that buffer, too.
   *
   * @return this
   * @throws IllegalArgumentException if it is no ring buffer
   * @throws dev.jbpf.runtime.error.SyscallException if its memory cannot be mapped
   */
  public RingBuffers add(KernelMap<?, ?> map, RecordHandler handler) {
    if (map.def().type() != MapType.RINGBUF) {
      throw new IllegalArgumentException(
          map + " is no ring buffer: " + map.def().type().kernelName());
    }
    loop.add(new RingMemory(kernel.calls().syscalls(), map, handler), map.descriptor());
    return this;
  }

  /** Reads that buffer, too, whose records start with what {@code codec} describes. */
  public <T> RingBuffers add(KernelMap<?, ?> map, Codec<T> codec, Consumer<T> handler) {
    return add(map, record -> handler.accept(record.decode(codec)));
  }

  /**
   * Waits until there is a record, and hands over all that there are.
   *
   * @return how many; 0 if none came in time, or this was closed meanwhile
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if this is closed, or a handler of it calls this
   */
  public int poll(Duration timeout) throws InterruptedException {
    return loop.poll(timeout);
  }

  /**
   * Hands over the records that are there; returns how many.
   *
   * @throws IllegalStateException if a handler of it calls this
   */
  public int consume() {
    return loop.consume();
  }

  @Override
  public void close() {
    loop.close();
  }
}
