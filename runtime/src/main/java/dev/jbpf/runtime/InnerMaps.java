package dev.jbpf.runtime;

import dev.jbpf.map.MapDef;
import java.util.Optional;

/**
 * The maps in a map of maps.
 *
 * @param <O> the keys of the outer map
 * @param <K> the keys of the inner maps
 * @param <V> the values of the inner maps
 */
public final class InnerMaps<O, K, V> {
  private final KernelMap<O, Long> outer;
  private final MapDef<K, V> inner;

  private InnerMaps(KernelMap<O, Long> outer, MapDef<K, V> inner) {
    this.outer = outer;
    this.inner = inner;
  }

  /**
   * {@return the maps in {@code outer}}
   *
   * @throws IllegalArgumentException if {@code outer} was not made for maps like {@code inner}
   */
  public static <O, K, V> InnerMaps<O, K, V> of(KernelMap<O, Long> outer, MapDef<K, V> inner) {
    if (!outer.def().inner().equals(Optional.of(inner))) {
      throw new IllegalArgumentException(outer + " holds no maps like " + inner.name());
    }
    return new InnerMaps<>(outer, inner);
  }

  /** Puts a map in; the outer map keeps it when {@code map} is closed. */
  public void put(O key, KernelMap<K, V> map) {
    long fd = map.descriptor().acquire();
    try {
      outer.update(key, fd);
    } finally {
      map.descriptor().release();
    }
  }

  /** {@return the map of that key, which the caller closes} */
  public Optional<KernelMap<K, V>> get(O key) {
    return outer.lookup(key).map(id -> outer.kernel().openMap(id, inner));
  }

  /** Takes a map out; returns whether there was one. */
  public boolean remove(O key) {
    return outer.delete(key);
  }
}
