package dev.jbpf.elf.bpf.load;

import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import java.util.Optional;

/**
 * Definitions of maps, made of what objects say of them.
 *
 * @param cpus of the machine that the maps are for: the places of a perf event array without size
 * @param pageSize of that machine, in bytes: ring buffers take whole pages
 */
public record MapDefinitions(int cpus, int pageSize) {

  /**
   * {@return what to make {@code map} from; keys and values are bytes}
   *
   * @param name what the kernel is to call it
   * @throws IllegalArgumentException if the kernel cannot accept it
   */
  public MapDef<?, ?> of(String name, ObjectMap map) {
    Codec<?> key = bytes(keySize(map));
    Codec<?> value = bytes(valueSize(map));
    return MapDef.isPerCpu(map.type())
        ? of(name, map, key, Codec.perCpu(value))
        : of(name, map, key, value);
  }

  private <K, V> MapDef<K, V> of(String name, ObjectMap map, Codec<K> key, Codec<V> value) {
    Optional<MapDef<?, ?>> inner =
        map.inner().isPresent() ? Optional.of(inner(map.inner().get())) : Optional.empty();
    return new MapDef<>(
        name, map.type(), key, value, entries(map), MapFlag.of(map.flags()), inner, map.extra());
  }

  private MapDef<?, ?> inner(ObjectMap inner) {
    return of(ObjectName.shortened(inner.name()), example(inner));
  }

  /** What a map holds are ring buffers of any size, whatever that of the example is. */
  private ObjectMap example(ObjectMap inner) {
    return isRing(inner) && inner.maxEntries() == 0 ? inner.withMaxEntries(pageSize) : inner;
  }

  private static Codec<?> bytes(int size) {
    return size == 0 ? Codec.NOTHING : Codec.bytes(size);
  }

  /** Sizes that authors give to describe the records, or leave out, where only one is possible. */
  private static int keySize(ObjectMap map) {
    return isRing(map) ? 0 : orDescriptor(map, map.keySize());
  }

  private static int valueSize(ObjectMap map) {
    return isRing(map) ? 0 : orDescriptor(map, map.valueSize());
  }

  /** {@return the same map with keys and values as the kernel has them} */
  public static ObjectMap fitted(ObjectMap map) {
    int key = keySize(map);
    int value = valueSize(map);
    ObjectMap fitted = key == map.keySize() ? map : map.withKeySize(key);
    return value == map.valueSize() ? fitted : fitted.withValueSize(value);
  }

  private static boolean isRing(ObjectMap map) {
    return map.type() == MapType.RINGBUF || map.type() == MapType.USER_RINGBUF;
  }

  private static int orDescriptor(ObjectMap map, int size) {
    return map.type() == MapType.PERF_EVENT_ARRAY && size == 0 ? Integer.BYTES : size;
  }

  /**
   * As libbpf does: a place for each CPU's events, and whole pages for ring buffers. How large a
   * ring buffer is that says nothing is nobody's to guess.
   */
  private int entries(ObjectMap map) {
    if (map.type() == MapType.PERF_EVENT_ARRAY && map.maxEntries() == 0) {
      return cpus;
    }
    if (isRing(map) && map.maxEntries() > 0) {
      int size = Math.max(map.maxEntries(), pageSize);
      return size > 1 << 30 ? size : Integer.highestOneBit(size - 1) << 1;
    }
    return map.maxEntries();
  }

  /** {@return the definition of a section of variables: one value, its bytes} */
  public static MapDef<Integer, byte[]> data(MapDef<?, ?> def) {
    return def.withCodecs(Codec.INDEX, Codec.bytes(def.valueSize()));
  }
}
