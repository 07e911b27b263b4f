package dev.jbpf.methods.map;

import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.memory.MapStore;

/**
 * A Bloom filter: it is sure only of what is not in it; since Linux 5.16.
 *
 * @param <V> what Java has for values
 */
@Vocabulary
public final class Bloom<V> {
  private final MapStore store;
  private final Codec<V> codec;

  private Bloom(MapStore store, Codec<V> codec) {
    this.store = store;
    this.codec = codec;
  }

  /** {@return the filter of that definition} */
  public static <V> Bloom<V> of(MapDef<Nothing, V> definition) {
    return new Bloom<>(new MapStore(definition), definition.value());
  }

  /** {@return 0, or the negative of an error number: puts {@code value} in} */
  public long add(V value) {
    return Helpers.mapPushElem(store, Area.holding(codec, value), UpdateFlags.BPF_ANY);
  }

  /** {@return whether {@code value} may be in it} */
  public boolean mayHold(V value) {
    return Helpers.mapPeekElem(store, Area.holding(codec, value)) == 0;
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }

  /** Takes all values out: for plain Java. */
  public void clear() {
    store.clear();
  }
}
