package dev.jbpf.methods.map;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.methods.intrinsic.CallbackCalls;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.memory.MapStore;
import java.util.function.Predicate;

/**
 * Records that user space hands to programs, through a ring buffer of its own; since Linux 6.1.
 *
 * @param <R> what they are
 */
@Vocabulary
public final class Requests<R extends Record> {
  private final MapStore store;
  private final Codec<R> codec;

  private Requests(MapStore store, Codec<R> codec) {
    this.store = store;
    this.codec = codec;
  }

  /** {@return the user ring buffer of that definition, for records of that type} */
  public static <R extends Record> Requests<R> of(
      MapDef<Nothing, Nothing> definition, Class<R> type) {
    return new Requests<>(new MapStore(definition), Codec.record(type));
  }

  /**
   * {@return how many records were taken out, or the negative of an error number} Calls {@code
   * isLast} with a copy of each until that says yes; one that is too short is passed over.
   */
  public long drain(Predicate<Cell<R>> isLast) {
    return CallbackCalls.drain(
        store,
        pointer -> {
          Area room = Area.room(codec.size());
          return Helpers.dynptrRead(room, codec.size(), pointer, 0, 0) == 0
              && isLast.test(new Cell<>(room, codec));
        },
        0);
  }

  /** {@return whether there was room for {@code record}: for plain Java} */
  public boolean submit(R record) {
    return store.submit(Area.holding(codec, record).toBytes(codec.size()));
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }
}
