package dev.jbpf.vm.map;

import dev.jbpf.map.MapDef;
import java.util.ArrayList;
import java.util.List;

/** {@code BPF_MAP_TYPE_PERF_EVENT_ARRAY}, with an open event on every CPU that it has room for. */
public final class PerfEventArray extends VmMap {
  private final List<Sample> samples = new ArrayList<>();

  PerfEventArray(MapDef<?, ?> def) {
    super(def);
  }

  /** What a program wrote on a CPU: a copy. */
  public record Sample(int cpu, byte[] data) {}

  /** Adds a sample of that CPU; returns 0 or an error. */
  public synchronized int output(long index, byte[] data) {
    if (index >= def().maxEntries()) {
      return -Errno.E2BIG;
    }
    samples.add(new Sample((int) index, data));
    return 0;
  }

  /** {@return the samples, oldest first, and takes them out} */
  public synchronized List<Sample> drain() {
    List<Sample> all = List.copyOf(samples);
    samples.clear();
    return all;
  }
}
