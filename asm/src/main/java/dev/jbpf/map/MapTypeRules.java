package dev.jbpf.map;

import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ObjectName;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the kernel demands of a map by its type. Only rules that no kernel will relax: the rest is
 * the kernel's to say.
 */
final class MapTypeRules {
  static final Set<MapType> INDEXED =
      EnumSet.of(
          MapType.ARRAY,
          MapType.PROG_ARRAY,
          MapType.PERF_EVENT_ARRAY,
          MapType.PERCPU_ARRAY,
          MapType.CGROUP_ARRAY,
          MapType.INSN_ARRAY,
          MapType.ARRAY_OF_MAPS);

  private static final Set<MapType> KEYLESS =
      EnumSet.of(
          MapType.QUEUE,
          MapType.STACK,
          MapType.BLOOM_FILTER,
          MapType.RINGBUF,
          MapType.USER_RINGBUF);

  private static final Set<MapType> VALUELESS = EnumSet.of(MapType.RINGBUF, MapType.USER_RINGBUF);

  static final Set<MapType> PER_CPU =
      EnumSet.of(
          MapType.PERCPU_HASH,
          MapType.PERCPU_ARRAY,
          MapType.LRU_PERCPU_HASH,
          MapType.PERCPU_CGROUP_STORAGE);

  private MapTypeRules() {}

  /** {@return which indexes an array has, for a sentence: {@code 0 to 3}} */
  static String indexes(MapDef<?, ?> map) {
    return map.maxEntries() == 1 ? "0, the only one" : "0 to " + (map.maxEntries() - 1L);
  }

  static void check(String name, MapType type, Codec<?> key, Codec<?> value, int maxEntries) {
    ObjectName.require("map", name);
    if (INDEXED.contains(type)) {
      requireSize(name, type, "keys", key.size(), 4);
    }
    if (KEYLESS.contains(type)) {
      requireSize(name, type, "keys", key.size(), 0);
    }
    if (VALUELESS.contains(type)) {
      requireSize(name, type, "values", value.size(), 0);
      requirePowerOfTwo(name, maxEntries);
    }
    if (PER_CPU.contains(type) != value instanceof PerCpuCodec) {
      throw new IllegalArgumentException(
          "map " + name + ": a codec for all CPUs belongs to per-CPU types, and to no others");
    }
    if (maxEntries < 0) {
      throw new IllegalArgumentException(
          "map " + name + ": " + maxEntries + " entries, must be 0 or more");
    }
  }

  private static void requireSize(String name, MapType type, String what, int size, int wanted) {
    if (size != wanted) {
      throw new IllegalArgumentException(
          "map "
              + name
              + ": "
              + what
              + " of "
              + size
              + " bytes, those of "
              + type.kernelName()
              + " have "
              + wanted);
    }
  }

  private static void requirePowerOfTwo(String name, int bytes) {
    if (Integer.bitCount(bytes) != 1 || bytes < 0) {
      throw new IllegalArgumentException(
          "map " + name + ": a buffer of " + bytes + " bytes, must be a power of two");
    }
  }
}
