package dev.jbpf.testkit.sweep;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.event.PerfBuffers;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.vm.map.PerfEventArray;
import dev.jbpf.vm.map.TypedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What programs send to perf events, for each CPU one. */
final class Samples implements AutoCloseable {
  private final List<PerfBuffers> buffers = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private Samples() {}

  /** Opens events in the kernel for those of {@code maps} that hold some. */
  static Samples of(List<KernelMap<?, ?>> maps) {
    Samples samples = new Samples();
    for (KernelMap<?, ?> map : maps) {
      if (map.def().type() == MapType.PERF_EVENT_ARRAY) {
        samples.buffers.add(
            PerfBuffers.open(
                Kernel.local(), map, 1, record -> samples.text.append(line(record.copy()))));
      }
    }
    return samples;
  }

  /** {@return all that was sent} */
  String text() {
    buffers.forEach(PerfBuffers::consume);
    return text.toString();
  }

  /** Opens the events on the virtual machine. */
  static void openHere(List<BpfMap<?, ?>> maps) {
    arrays(maps).forEach(PerfEventArray::open);
  }

  /** {@return what was sent on the virtual machine, as the kernel hands it over} */
  static String here(List<BpfMap<?, ?>> maps) {
    StringBuilder all = new StringBuilder();
    for (PerfEventArray array : arrays(maps)) {
      array.drain().forEach(sample -> all.append(line(padded(sample.data()))));
    }
    return all.toString();
  }

  /** With its length, of four bytes, a sample is a multiple of eight. */
  private static byte[] padded(byte[] data) {
    return Arrays.copyOf(data, (data.length + Integer.BYTES + 7 & ~7) - Integer.BYTES);
  }

  private static List<PerfEventArray> arrays(List<BpfMap<?, ?>> maps) {
    return maps.stream()
        .map(map -> ((TypedMap<?, ?>) map).raw())
        .filter(PerfEventArray.class::isInstance)
        .map(PerfEventArray.class::cast)
        .toList();
  }

  private static String line(byte[] data) {
    return "sample " + HexFormat.of().formatHex(data) + "\n";
  }

  @Override
  public void close() {
    buffers.forEach(PerfBuffers::close);
  }
}
