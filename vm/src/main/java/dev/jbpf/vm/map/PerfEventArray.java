package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.Allowance;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code BPF_MAP_TYPE_PERF_EVENT_ARRAY}: without events until {@link #open} is called, as in the
 * kernel until somebody in user space opens them.
 */
public final class PerfEventArray extends VmMap {
  /** About what Java's objects of a sample take. */
  private static final int OVERHEAD = 64;

  private final List<Sample> samples = new ArrayList<>();
  private final Allowance allowance;
  private final int cpus;
  private boolean isOpen;

  PerfEventArray(MapDef<?, ?> def, Allowance allowance, int cpus) {
    super(def);
    this.cpus = cpus;
    this.allowance = allowance;
  }

  /** What a program wrote on a CPU: a copy. */
  public record Sample(int cpu, byte[] data) {
    private long cost() {
      return OVERHEAD + (long) data.length;
    }
  }

  /** From now on there is an event for every CPU that the array has room for. */
  public synchronized void open() {
    isOpen = true;
  }

  /**
   * {@return the error of writing a sample to the event at {@code index}, from a program on {@code
   * cpu}; 0 if there is none} Each event is for its CPU.
   */
  public synchronized int check(long index, int cpu) {
    if (index >= def().maxEntries()) {
      return Errno.E2BIG.result();
    }
    if (!isOpen || index >= cpus) {
      return Errno.ENOENT.result();
    }
    return index == cpu ? 0 : Errno.EOPNOTSUPP.result();
  }

  /** Adds a sample of that CPU; returns 0 or an error. */
  public synchronized int output(int cpu, byte[] data) {
    int error = check(cpu, cpu);
    if (error != 0) {
      return error;
    }
    Sample sample = new Sample(cpu, data);
    if (!allowance.take(sample.cost())) {
      return Errno.ENOSPC.result();
    }
    samples.add(sample);
    return 0;
  }

  /** {@return the samples, oldest first, and takes them out} */
  public synchronized List<Sample> drain() {
    List<Sample> all = List.copyOf(samples);
    samples.clear();
    all.forEach(sample -> allowance.giveBack(sample.cost()));
    return all;
  }

  @Override
  synchronized void close() {
    drain();
  }
}
