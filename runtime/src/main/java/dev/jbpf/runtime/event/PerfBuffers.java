package dev.jbpf.runtime.event;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.PerfSoftware;
import dev.jbpf.kernel.call.PerfType;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.perf.PerfAttr;
import dev.jbpf.runtime.perf.PerfEvent;
import dev.jbpf.runtime.perf.PerfField;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.sys.SharedMemory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads what programs send by {@code bpf_perf_event_output}: a buffer for each CPU, in a map of
 * type perf event array with keys 0 to one less than the number of CPUs. Works on every kernel with
 * eBPF; ring buffers are better where they exist.
 *
 * <p>The kernel fills records up, with whatever was there, until their size and 4 are a multiple of
 * eight, and does not tell how many bytes the program sent: of 5 bytes a record has 12. Programs
 * that send records of different lengths put the length into them.
 *
 * <p>Safe to close from another thread, and from a handler; a handler cannot {@link #poll} or
 * {@link #consume}.
 */
public final class PerfBuffers implements AutoCloseable {
  private static final int ALL_PROCESSES = -1;
  private static final int SAMPLE_RAW = 1 << 10;

  /** The kernel keeps a list of the pages, which cannot be longer than this allows. */
  private static final int LARGEST = 1 << 30;

  private final EventLoop loop;
  private final RecordHandler handler;
  private final AtomicLong lost = new AtomicLong();

  private PerfBuffers(Kernel kernel, RecordHandler handler) {
    this.loop = new EventLoop(kernel.calls().syscalls(), "the reader of perf buffers");
    this.handler = handler;
  }

  /**
   * {@return a reader of all CPUs' buffers}
   *
   * @param pages the size of each buffer: a power of two, up to 1 GiB
   * @throws IllegalArgumentException if the map is no perf event array, or the size is none
   * @throws SyscallException if the kernel refuses
   */
  public static PerfBuffers open(
      Kernel kernel, KernelMap<?, ?> map, int pages, RecordHandler handler) {
    Map<Integer, Integer> places = new TreeMap<>();
    Cpus.online().forEach(cpu -> places.put(cpu, cpu));
    return open(kernel, map, pages, places, handler);
  }

  /**
   * {@return a reader of some CPUs' buffers}
   *
   * @param pages the size of each buffer: a power of two, up to 1 GiB
   * @param places the CPUs, and where in the map each one's buffer is put: programs that send to
   *     {@code BPF_F_CURRENT_CPU} find it at the CPU's own number
   * @throws IllegalArgumentException if the map is no perf event array, or the size is none
   * @throws SyscallException if the kernel refuses
   */
  public static PerfBuffers open(
      Kernel kernel,
      KernelMap<?, ?> map,
      int pages,
      Map<Integer, Integer> places,
      RecordHandler handler) {
    if (map.def().type() != MapType.PERF_EVENT_ARRAY) {
      throw new IllegalArgumentException(
          map + " is no perf event array: " + map.def().type().kernelName());
    }
    int most = LARGEST / PageSize.bytes();
    if (Integer.bitCount(pages) != 1 || pages < 0 || pages > most) {
      throw new IllegalArgumentException(
          pages + " pages for each CPU, must be a power of two from 1 to " + most + " (1 GiB)");
    }
    PerfBuffers buffers = new PerfBuffers(kernel, handler);
    KernelMap<Integer, Long> events =
        map.as(MapDef.perfEventArray(map.def().name(), map.def().maxEntries()));
    try {
      places.forEach((cpu, place) -> buffers.add(kernel, events, cpu, place, pages));
      return buffers;
    } catch (RuntimeException | Error e) {
      buffers.close();
      throw e;
    }
  }

  private void add(Kernel kernel, KernelMap<Integer, Long> map, int cpu, int place, int pages) {
    PerfAttr attr =
        new PerfAttr(
                kernel.calls().syscalls(),
                PerfType.SOFTWARE.value(),
                PerfSoftware.BPF_OUTPUT.value())
            .set(PerfField.SAMPLE_TYPE, SAMPLE_RAW)
            .set(PerfField.SAMPLE_PERIOD, 1)
            .set(PerfField.WAKEUP_EVENTS, 1);
    PerfEvent event = PerfEvent.open(attr, ALL_PROCESSES, cpu, "perf buffer of CPU " + cpu);
    loop.add(ring(kernel, event, pages), event.descriptor());
    int fd = event.descriptor().acquire();
    try {
      map.update(place, (long) fd);
    } finally {
      event.descriptor().release();
    }
    long result = event.enable();
    if (result < 0) {
      throw new SyscallException("cannot start perf buffer of CPU " + cpu, Errno.ofResult(result));
    }
  }

  private PerfRing ring(Kernel kernel, PerfEvent event, int pages) {
    long size = (pages + 1L) * PageSize.bytes();
    try {
      return new PerfRing(
          event,
          SharedMemory.map(kernel.calls().syscalls(), event.descriptor(), 0, size, true),
          handler,
          lost);
    } catch (RuntimeException | Error e) {
      event.close();
      throw e;
    }
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

  /** {@return how many records the kernel dropped because a buffer was full} */
  public long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    loop.close();
  }
}
