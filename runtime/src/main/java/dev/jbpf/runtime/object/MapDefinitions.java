package dev.jbpf.runtime.object;

import dev.jbpf.elf.bpf.ObjectMap;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFlag;
import dev.jbpf.runtime.sys.Cpus;
import dev.jbpf.runtime.sys.PageSize;
import java.util.EnumSet;
import java.util.Set;

/** Definitions of maps that the kernel accepts, of what objects say of them. */
final class MapDefinitions {
  private MapDefinitions() {}

  /**
   * {@return what to make the map from; keys and values are bytes}
   *
   * @throws IllegalArgumentException if the kernel cannot accept it
   */
  static MapDef<?, ?> of(String name, ObjectMap map) {
    Codec<?> key = bytes(map.keySize());
    Codec<?> value = bytes(map.valueSize());
    return MapDef.isPerCpu(map.type())
        ? of(name, map, key, Codec.perCpu(value))
        : of(name, map, key, value);
  }

  private static <K, V> MapDef<K, V> of(String name, ObjectMap map, Codec<K> key, Codec<V> value) {
    return new MapDef<>(
        name,
        map.type(),
        key,
        value,
        entries(map),
        flags(map.flags()),
        map.inner().map(inner -> of(Names.forKernel(inner.name()), inner)),
        map.extra());
  }

  /** {@return the definition of a section of variables: one value, its bytes} */
  static MapDef<Integer, byte[]> data(MapDef<?, ?> def) {
    return typed(def, Codec.INDEX, Codec.bytes(def.valueSize()));
  }

  /** {@return the same definition with other codecs} */
  static <K, V> MapDef<K, V> typed(MapDef<?, ?> def, Codec<K> key, Codec<V> value) {
    return new MapDef<>(
        def.name(),
        def.type(),
        key,
        value,
        def.maxEntries(),
        def.flags(),
        def.inner(),
        def.extra());
  }

  /** {@return the same definition of an array that cannot be mapped} */
  static <K, V> MapDef<K, V> unmapped(MapDef<K, V> def) {
    return def.withFlags(
        def.flags().stream().filter(flag -> flag != MapFlag.MMAPABLE).toArray(MapFlag[]::new));
  }

  static boolean isMapped(MapDef<?, ?> def) {
    return def.flags().contains(MapFlag.MMAPABLE);
  }

  private static Codec<?> bytes(int size) {
    return size == 0 ? Codec.NOTHING : Codec.bytes(size);
  }

  /** As libbpf does: a place for each CPU's events, and whole pages for ring buffers. */
  private static int entries(ObjectMap map) {
    if (map.type() == MapType.PERF_EVENT_ARRAY && map.maxEntries() == 0) {
      return Cpus.possible();
    }
    if (map.type() == MapType.RINGBUF || map.type() == MapType.USER_RINGBUF) {
      int size = Math.max(map.maxEntries(), PageSize.bytes());
      return size > 1 << 30 ? size : Integer.highestOneBit(size - 1) << 1;
    }
    return map.maxEntries();
  }

  private static Set<MapFlag> flags(int bits) {
    Set<MapFlag> flags = EnumSet.noneOf(MapFlag.class);
    int rest = bits;
    for (MapFlag flag : MapFlag.values()) {
      if ((bits & flag.mask()) != 0) {
        flags.add(flag);
        rest &= ~flag.mask();
      }
    }
    if (rest != 0) {
      throw new IllegalArgumentException(
          "map_flags 0x" + Integer.toHexString(rest) + " are none that this version knows");
    }
    return flags;
  }
}
