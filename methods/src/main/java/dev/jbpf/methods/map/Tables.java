package dev.jbpf.methods.map;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.MapCalls;
import dev.jbpf.methods.memory.MapStore;
import org.jspecify.annotations.Nullable;

/**
 * A map whose values are maps, all of one definition: an array or a hash of maps.
 *
 * @param <K> what Java has for keys
 * @param <I> for the keys of the inner maps
 * @param <V> for their values
 */
@Vocabulary
public final class Tables<K, I, V> {
  private final MapStore store;
  private final Codec<K> key;
  private final Codec<I> innerKey;
  private final Codec<V> value;

  private Tables(MapDef<K, Long> definition, MapDef<I, V> inner) {
    this.store = new MapStore(definition);
    this.key = definition.key();
    this.innerKey = inner.key();
    this.value = inner.value();
  }

  /** {@return the map of that definition, whose values are maps like {@code inner}} */
  public static <K, I, V> Tables<K, I, V> of(MapDef<K, Long> definition, MapDef<I, V> inner) {
    return new Tables<>(definition, inner);
  }

  /** {@return the map of {@code wanted}; null where there is none} */
  public @Nullable Inner<I, V> find(K wanted) {
    Area found = MapCalls.inner(store, Area.holding(key, wanted));
    return found == null ? null : new Inner<>(found, innerKey, value);
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }

  /**
   * One of the maps.
   *
   * @param <I> what Java has for keys
   * @param <V> for values
   */
  @Vocabulary
  public static final class Inner<I, V> {
    private final Area map;
    private final Codec<I> key;
    private final Codec<V> value;

    Inner(Area map, Codec<I> key, Codec<V> value) {
      this.map = map;
      this.key = key;
      this.value = value;
    }

    /** {@return the place of the value of {@code wanted}; null where there is none} */
    public @Nullable Cell<V> find(I wanted) {
      Area found = MapCalls.findIn(map, Area.holding(key, wanted));
      return found == null ? null : new Cell<>(found, value);
    }

    /** {@return 0, or the negative of an error number: gives {@code wanted} the value} */
    public long put(I wanted, V content) {
      return MapCalls.updateIn(map, Area.holding(key, wanted), Area.holding(value, content), 0);
    }

    /** {@return 0, or the negative of an error number: takes {@code wanted} out} */
    public long remove(I wanted) {
      return MapCalls.deleteIn(map, Area.holding(key, wanted));
    }
  }
}
