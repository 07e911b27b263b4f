package dev.jbpf.methods.map;

import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.memory.MapStore;
import org.jspecify.annotations.Nullable;

/**
 * A queue or a stack of values: what is first out says the definition; since Linux 4.20.
 *
 * @param <V> what Java has for values
 */
@Vocabulary
public final class Queue<V> {
  private final MapStore store;
  private final Codec<V> codec;

  private Queue(MapStore store, Codec<V> codec) {
    this.store = store;
    this.codec = codec;
  }

  /** {@return the queue or stack of that definition} */
  public static <V> Queue<V> of(MapDef<Nothing, V> definition) {
    return new Queue<>(new MapStore(definition), definition.value());
  }

  /** {@return 0, or the negative of an error number: puts {@code value} in} */
  public long push(V value) {
    return Helpers.mapPushElem(store, Area.holding(codec, value), UpdateFlags.BPF_ANY);
  }

  /** {@return as {@link #push}; where it is full, the oldest value is dropped} */
  public long pushOver(V value) {
    return Helpers.mapPushElem(store, Area.holding(codec, value), UpdateFlags.BPF_EXIST);
  }

  /** {@return a copy of the next value, taken out; null where there is none} */
  public @Nullable Cell<V> pop() {
    Area room = Area.room(codec.size());
    return Helpers.mapPopElem(store, room) == 0 ? new Cell<>(room, codec) : null;
  }

  /** {@return a copy of the next value, which stays; null where there is none} */
  public @Nullable Cell<V> peek() {
    Area room = Area.room(codec.size());
    return Helpers.mapPeekElem(store, room) == 0 ? new Cell<>(room, codec) : null;
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
