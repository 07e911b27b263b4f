package dev.jbpf.methods.map;

import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Helpers;
import dev.jbpf.methods.memory.MapStore;
import dev.jbpf.vm.map.PerfEventArray;
import java.util.List;

/**
 * Buffers, one for each CPU, through which records go to Java; for kernels before 5.8, which have
 * no ring buffers.
 *
 * @param <R> the record
 */
@Vocabulary
public final class PerfEvents<R extends Record> {
  private final MapStore store;
  private final Codec<R> codec;

  private PerfEvents(MapStore store, Codec<R> codec) {
    this.store = store;
    this.codec = codec;
  }

  /** {@return the buffers of that definition, for records of that type} */
  public static <R extends Record> PerfEvents<R> of(
      MapDef<Integer, Long> definition, Class<R> type) {
    return new PerfEvents<>(new MapStore(definition), Codec.record(type));
  }

  /**
   * {@return 0, or the negative of an error number: hands a copy of the record over, through the
   * buffer of the CPU that runs}
   */
  public long output(Area context, R record) {
    Area copy = Area.holding(codec, record);
    return Helpers.perfEventOutput(
        context, store, HelperFlags.BPF_F_CURRENT_CPU, copy, codec.size());
  }

  /** {@return the map itself, as helpers take it} */
  public MapStore store() {
    return store;
  }

  /** {@return the records that were handed over, taken out: for plain Java} */
  public List<R> drain() {
    return ((PerfEventArray) store.map().raw())
        .drain().stream().map(sample -> Area.of(sample.data()).read(codec)).toList();
  }
}
