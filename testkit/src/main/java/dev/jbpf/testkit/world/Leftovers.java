package dev.jbpf.testkit.world;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.event.RingBuffers;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.vm.map.RingBuffer;
import dev.jbpf.vm.map.TypedMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was in maps, variables and ring buffers when a program ended, as text that can be compared.
 *
 * @param parts by the names of maps and variables; of each its entries
 * @param records of the ring buffers by their names; they are taken out
 */
public record Leftovers(
    SortedMap<String, SortedMap<String, String>> parts, Map<String, List<byte[]>> records) {
  public static final Leftovers NONE = new Leftovers(Collections.emptySortedMap(), Map.of());

  /** Others hold descriptors and ids, or lose what is read. */
  private static final Set<MapType> COMPARED =
      EnumSet.of(
          MapType.HASH,
          MapType.ARRAY,
          MapType.LRU_HASH,
          MapType.LPM_TRIE,
          MapType.PERCPU_HASH,
          MapType.PERCPU_ARRAY,
          MapType.LRU_PERCPU_HASH);

  /** Larger maps would take longer to read than the test to run. */
  private static final long MOST_BYTES = 1L << 22;

  /** {@return what is in all that is left, but for what {@code differing} names} */
  public static Leftovers of(RunState remains, Set<String> differing) {
    SortedMap<String, SortedMap<String, String>> parts = new TreeMap<>();
    Map<String, List<byte[]>> records = new LinkedHashMap<>();
    remains
        .maps()
        .forEach(
            (name, map) -> {
              if (map.def().type() == MapType.RINGBUF) {
                records.put(name, records(map));
              }
              if (!differing.contains(name)) {
                add(parts, name, map, records);
              }
            });
    remains
        .variables()
        .forEach(
            (name, bytes) -> {
              if (!differing.contains(name)) {
                parts.put("variable " + name, entry("", HexFormat.of().formatHex(bytes)));
              }
            });
    return new Leftovers(parts, records);
  }

  private static void add(
      SortedMap<String, SortedMap<String, String>> parts,
      String name,
      BpfMap<?, ?> map,
      Map<String, List<byte[]>> records) {
    if (records.containsKey(name)) {
      SortedMap<String, String> entries = new TreeMap<>();
      int number = 0;
      for (byte[] bytes : records.get(name)) {
        number++;
        entries.put(String.format("record %4d", number), HexFormat.of().formatHex(bytes));
      }
      parts.put("ring buffer " + name, entries);
    } else if (isCompared(map.def())) {
      parts.put("map " + name, entries(map));
    }
  }

  private static SortedMap<String, String> entry(String key, String value) {
    SortedMap<String, String> one = new TreeMap<>();
    one.put(key, value);
    return one;
  }

  private static boolean isCompared(MapDef<?, ?> def) {
    long bytes = (long) def.maxEntries() * (def.key().size() + def.valueSize());
    return COMPARED.contains(def.type())
        && bytes <= MOST_BYTES
        && !def.flags().contains(MapFlag.WRONLY);
  }

  private static SortedMap<String, String> entries(BpfMap<?, ?> map) {
    SortedMap<String, String> entries = new TreeMap<>();
    HexFormat hex = HexFormat.of();
    MapDef<?, ?> def = map.def();
    Codec<byte[]> keys = Codec.bytes(def.key().size());
    Codec<byte[]> values = Codec.bytes(def.valueSize());
    if (MapDef.isPerCpu(def.type())) {
      as(map, def.withCodecs(keys, Codec.perCpu(values)))
          .toMap()
          .forEach((key, all) -> entries.put("key " + hex.formatHex(key), written(all)));
    } else {
      as(map, def.withCodecs(keys, values))
          .toMap()
          .forEach((key, value) -> entries.put("key " + hex.formatHex(key), hex.formatHex(value)));
    }
    return entries;
  }

  /** Engines have different numbers of CPUs, and run on any: what is not zero, in no order. */
  private static String written(List<byte[]> all) {
    return all.stream()
        .map(HexFormat.of()::formatHex)
        .filter(text -> !text.matches("0*"))
        .sorted()
        .toList()
        .toString();
  }

  private static <K, V> BpfMap<K, V> as(BpfMap<?, ?> map, MapDef<K, V> def) {
    return map instanceof KernelMap<?, ?> inKernel
        ? inKernel.as(def)
        : ((TypedMap<?, ?>) map).withCodecs(def.key(), def.value());
  }

  private static List<byte[]> records(BpfMap<?, ?> map) {
    if (map instanceof TypedMap<?, ?> onVm) {
      return ((RingBuffer) onVm.raw()).drain();
    }
    List<byte[]> found = new ArrayList<>();
    try (RingBuffers buffers = RingBuffers.open(Kernel.local())) {
      buffers.add((KernelMap<?, ?>) map, record -> found.add(record.copy()));
      buffers.consume();
    }
    return found;
  }
}
