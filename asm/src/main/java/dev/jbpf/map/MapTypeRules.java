package dev.jbpf.map;

import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.map.layout.Layout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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

  /** Types in whose values the kernel keeps neither locks nor timers. */
  private static final Set<MapType> PLAIN =
      EnumSet.of(
          MapType.LRU_PERCPU_HASH,
          MapType.PERCPU_HASH,
          MapType.PERCPU_ARRAY,
          MapType.LPM_TRIE,
          MapType.QUEUE,
          MapType.STACK,
          MapType.BLOOM_FILTER,
          MapType.STACK_TRACE);

  /** What the kernel keeps in a value, by its name there, and types whose values have none. */
  private static final Map<String, Set<MapType>> LACKING =
      Map.of(
          SpinLock.KERNEL_NAME,
          plainAnd(MapType.LRU_HASH),
          RecordCodec.TIMER,
          plainAnd(
              MapType.SK_STORAGE,
              MapType.INODE_STORAGE,
              MapType.TASK_STORAGE,
              MapType.CGRP_STORAGE));

  /** Types that are in no map of maps. */
  private static final Set<MapType> NEVER_INNER =
      EnumSet.of(
          MapType.ARRAY_OF_MAPS,
          MapType.HASH_OF_MAPS,
          MapType.PROG_ARRAY,
          MapType.CGROUP_STORAGE,
          MapType.PERCPU_CGROUP_STORAGE,
          MapType.STRUCT_OPS);

  private MapTypeRules() {}

  private static Set<MapType> plainAnd(MapType... others) {
    Set<MapType> all = EnumSet.copyOf(PLAIN);
    all.addAll(List.of(others));
    return all;
  }

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
    Codec<?> one = value instanceof PerCpuCodec<?> all ? all.value() : value;
    if (one.layout() instanceof Layout.Struct struct) {
      LACKING.forEach((kept, lacking) -> checkKept(name, type, struct, kept));
    }
  }

  /** Kernels make a map with a second one without its types, and then find no lock at all. */
  private static void checkKept(String name, MapType type, Layout.Struct value, String kept) {
    List<String> places = new ArrayList<>();
    find(value, kept, "", places);
    if (places.size() > 1) {
      throw new IllegalArgumentException(
          String.format(
              "map %s: %s has %d of struct %s, %s; a value has one at most: one for all, or a map"
                  + " for each",
              name, value.name(), places.size(), kept, String.join(" and ", places)));
    }
    if (!places.isEmpty() && LACKING.get(kept).contains(type)) {
      throw new IllegalArgumentException(
          String.format(
              "map %s: values of %s have no struct %s, as %s has at %s: it is for hash tables and"
                  + " arrays that CPUs share%s",
              name,
              type.kernelName(),
              kept,
              value.name(),
              places.get(0),
              kept.equals(RecordCodec.TIMER) ? "" : ", and local storages"));
    }
  }

  private static void find(Layout.Struct in, String kept, String path, List<String> places) {
    for (Layout.Member member : in.members()) {
      if (member.layout() instanceof Layout.Struct struct) {
        String place = path + member.name();
        if (struct.name().equals(kept)) {
          places.add(place);
        } else {
          find(struct, kept, place + ".", places);
        }
      }
    }
  }

  static void checkInner(String name, MapDef<?, ?> inner) {
    if (NEVER_INNER.contains(inner.type())) {
      throw new IllegalArgumentException(
          "map "
              + name
              + ": no map holds "
              + inner.name()
              + ", a "
              + inner.type().kernelName()
              + "; take a hash table or an array");
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
