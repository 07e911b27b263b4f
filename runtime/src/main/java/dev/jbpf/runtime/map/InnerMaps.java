package dev.jbpf.runtime.map;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The maps in a map of maps.
 *
 * @param <O> the keys of the outer map
 * @param <K> the keys of the inner maps
 * @param <V> the values of the inner maps
 */
public final class InnerMaps<O, K, V> {
  private final KernelMap<O, Long> outer;
  private final MapDef<?, ?> wanted;
  private final MapDef<K, V> inner;

  private InnerMaps(KernelMap<O, Long> outer, MapDef<?, ?> wanted, MapDef<K, V> inner) {
    this.outer = outer;
    this.wanted = wanted;
    this.inner = inner;
  }

  /**
   * {@return the maps in {@code outer}} As the kernel sees it, names and codecs do not matter:
   * type, sizes and flags are those of the maps that {@code outer} was made for, and of arrays
   * without the flag {@code INNER_MAP} the number of entries, too.
   *
   * @throws IllegalArgumentException if {@code outer} was not made for maps like {@code inner}
   */
  public static <O, K, V> InnerMaps<O, K, V> of(KernelMap<O, Long> outer, MapDef<K, V> inner) {
    MapDef<?, ?> wanted =
        outer
            .def()
            .inner()
            .orElseThrow(() -> new IllegalArgumentException(outer + " holds no maps"));
    require(outer, wanted, inner);
    return new InnerMaps<>(outer, wanted, inner);
  }

  private static void require(KernelMap<?, ?> outer, MapDef<?, ?> wanted, MapDef<?, ?> inner) {
    difference(wanted, inner)
        .ifPresent(
            what -> {
              throw new IllegalArgumentException(
                  outer + " holds no maps like " + inner.name() + ": " + what);
            });
  }

  /** Source: {@code bpf_map_meta_equal}, {@code array_map_meta_equal}. */
  private static Optional<String> difference(MapDef<?, ?> wanted, MapDef<?, ?> inner) {
    boolean countsEntries =
        wanted.type() == MapType.ARRAY && !wanted.flags().contains(MapFlag.INNER_MAP);
    return Stream.of(
            differs("type", wanted.type().kernelName(), inner.type().kernelName()),
            differs("size of keys", wanted.key().size(), inner.key().size()),
            differs("size of values", wanted.valueSize(), inner.valueSize()),
            differs("flags", wanted.flags(), inner.flags()),
            countsEntries
                ? differs("number of entries", wanted.maxEntries(), inner.maxEntries())
                : Optional.<String>empty())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> differs(String what, Object wanted, Object given) {
    return wanted.equals(given)
        ? Optional.empty()
        : Optional.of("its " + what + " is " + given + ", must be " + wanted);
  }

  /**
   * Puts a map in; the outer map keeps it when {@code map} is closed.
   *
   * @throws IllegalArgumentException if it is none of those that {@link #of} describes
   */
  public void put(O key, KernelMap<K, V> map) {
    require(outer, wanted, map.def());
    long fd = map.descriptor().acquire();
    try {
      outer.update(key, fd);
    } finally {
      map.descriptor().release();
    }
  }

  /** {@return the map of that key, with as many entries as it has, which the caller closes} */
  public Optional<KernelMap<K, V>> get(O key) {
    return outer.lookup(key).map(id -> MapOpening.like(outer.calls(), id, inner));
  }

  /** Takes a map out; returns whether there was one. */
  public boolean remove(O key) {
    return outer.delete(key);
  }
}
