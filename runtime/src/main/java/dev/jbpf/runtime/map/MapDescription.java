package dev.jbpf.runtime.map;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.elf.bpf.describe.LayoutTypes;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.types.LoadedMapTypes;
import dev.jbpf.runtime.types.LoadedTypes;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the kernel is told of a map's keys and values where a definition's codecs know: records have
 * names that tools then print. It is in the kernel while this is open, and as long as the map is.
 */
final class MapDescription implements AutoCloseable {
  private static final MapDescription NONE = new MapDescription(Optional.empty());

  private final Optional<LoadedMapTypes> types;

  private MapDescription(Optional<LoadedMapTypes> types) {
    this.types = types;
  }

  /** {@return the description; empty if there are no names, or the kernel does not take it} */
  static MapDescription load(BpfCalls calls, MapDef<?, ?> def) {
    if (!LayoutTypes.isWorthwhile(def)) {
      return NONE;
    }
    BtfBuilder types = new BtfBuilder(ByteOrder.nativeOrder());
    LayoutTypes layouts = new LayoutTypes(types);
    int key = layouts.add(def.key().layout());
    int value = layouts.add(def.value().layout());
    long result = LoadedTypes.tryLoad(calls, types.toBytes());
    return result < 0
        ? NONE
        : new MapDescription(
            Optional.of(new LoadedMapTypes(LoadedTypes.of(calls, (int) result), key, value)));
  }

  Optional<LoadedMapTypes> types() {
    return types;
  }

  @Override
  public void close() {
    types.ifPresent(known -> known.types().close());
  }
}
