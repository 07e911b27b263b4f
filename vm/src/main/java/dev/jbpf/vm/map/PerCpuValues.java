package dev.jbpf.vm.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.map.PerCpuCodec;
import java.util.Arrays;

/** Values of all CPUs as one array, and back. */
final class PerCpuValues {
  private PerCpuValues() {}

  /** {@return whether the values of {@code def} travel as those of all CPUs} */
  private static boolean isPerCpu(MapDef<?, ?> def) {
    return def.value() instanceof PerCpuCodec;
  }

  static byte[] join(Slab slab, int index, MapDef<?, ?> def) {
    if (!isPerCpu(def)) {
      return slab.read(index, 0);
    }
    int stride = def.valueSize() + 7 & ~7;
    byte[] all = new byte[stride * slab.copies()];
    for (int copy = 0; copy < slab.copies(); copy++) {
      System.arraycopy(slab.read(index, copy), 0, all, copy * stride, def.valueSize());
    }
    return all;
  }

  static void split(Slab slab, int index, MapDef<?, ?> def, byte[] all) {
    if (!isPerCpu(def)) {
      slab.write(index, 0, all);
      return;
    }
    int stride = def.valueSize() + 7 & ~7;
    for (int copy = 0; copy < slab.copies(); copy++) {
      slab.write(
          index, copy, Arrays.copyOfRange(all, copy * stride, copy * stride + def.valueSize()));
    }
  }
}
