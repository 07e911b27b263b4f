package dev.jbpf.methods.map;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.memory.MapStore;
import dev.jbpf.methods.memory.RingCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ring buffer, through which records go to Java; since Linux 5.8.
 *
 * @param <R> the record
 */
@Vocabulary
public final class Ring<R extends Record> {
  private final MapStore store;
  private final Codec<R> codec;

  private Ring(MapStore store, Codec<R> codec) {
    this.store = store;
    this.codec = codec;
  }

  /** {@return the ring buffer of that definition, for records of that type} */
  public static <R extends Record> Ring<R> of(MapDef<Nothing, Nothing> definition, Class<R> type) {
    return new Ring<>(new MapStore(definition), Codec.record(type));
  }

  /**
   * {@return a new record to fill; null where there is no room} It must be submitted or discarded,
   * on each way. What is in it at first is not known.
   */
  public @Nullable Cell<R> reserve() {
    Area record = RingCalls.reserve(store, codec.size(), 0);
    return record == null ? null : new Cell<>(record, codec);
  }

  /** Hands the record over. */
  public void submit(Cell<R> record) {
    RingCalls.submit(record.area(), 0);
  }

  /** Takes the record back. */
  public void discard(Cell<R> record) {
    RingCalls.discard(record.area(), 0);
  }

  /** {@return 0, or the negative of an error number: hands a copy of the record over} */
  public long output(R record) {
    return RingCalls.output(store, Area.holding(codec, record), codec.size(), 0);
  }

  /** {@return how many bytes wait for Java} */
  public long waiting() {
    return Helpers.ringbufQuery(store, 0);
  }

  /** {@return the records that were handed over, taken out: for plain Java} */
  public List<R> drain() {
    return store.drain().stream().map(bytes -> Area.of(bytes).read(codec)).toList();
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }
}
