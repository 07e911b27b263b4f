package dev.jbpf.runtime.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.call.BpfCalls;
import java.util.function.UnaryOperator;

/** Opens maps that are in the kernel already, which have to be as is said. */
final class MapOpening {
  private MapOpening() {}

  /**
   * {@return the map behind an open descriptor, which is closed if it is not as {@code def} says}
   */
  static <K, V> KernelMap<K, V> of(BpfCalls calls, int fd, MapDef<K, V> def) {
    return orClosed(KernelMap.of(calls, def, fd), map -> required(map, def));
  }

  /** {@return the map of that number, which may have another number of entries than {@code def}} */
  static <K, V> KernelMap<K, V> like(BpfCalls calls, long id, MapDef<K, V> def) {
    return orClosed(
        KernelMap.of(calls, def, KernelMap.open(calls, id)),
        map -> {
          int entries = (int) Math.min(map.info().maxEntries(), Integer.MAX_VALUE);
          MapDef<K, V> actual = def.withMaxEntries(entries);
          return new KernelMap<>(calls, actual, required(map, actual).descriptor());
        });
  }

  private static <K, V> KernelMap<K, V> required(KernelMap<K, V> map, MapDef<K, V> def) {
    map.info().require(def);
    return map;
  }

  private static <K, V> KernelMap<K, V> orClosed(
      KernelMap<K, V> map, UnaryOperator<KernelMap<K, V>> change) {
    try {
      return change.apply(map);
    } catch (RuntimeException | Error e) {
      map.close();
      throw e;
    }
  }
}
