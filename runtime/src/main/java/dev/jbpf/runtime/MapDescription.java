package dev.jbpf.runtime;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Layout;
import dev.jbpf.map.MapDef;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the kernel is told of a map's keys and values where a definition's codecs know: records have
 * names that tools then print. It is in the kernel while this is open, and as long as the map is.
 */
final class MapDescription implements AutoCloseable {
  /** They belong to something else, by a descriptor of it, and the kernel demands their types. */
  private static final Set<MapType> DEMANDING =
      EnumSet.of(
          MapType.SK_STORAGE, MapType.INODE_STORAGE, MapType.TASK_STORAGE, MapType.CGRP_STORAGE);

  private static final MapDescription NONE = new MapDescription(Optional.empty());

  private final Optional<MapTypes> types;

  private MapDescription(Optional<MapTypes> types) {
    this.types = types;
  }

  /** {@return the description; empty if there are no names, or the kernel does not take it} */
  static MapDescription load(Kernel kernel, MapDef<?, ?> def) {
    if (!isWorthwhile(def)) {
      return NONE;
    }
    BtfBuilder types = new BtfBuilder(ByteOrder.nativeOrder());
    LayoutTypes layouts = new LayoutTypes(types);
    int key = layouts.add(def.key().layout());
    int value = layouts.add(def.value().layout());
    long result = LoadedTypes.tryLoad(kernel, types.toBytes());
    return result < 0
        ? NONE
        : new MapDescription(
            Optional.of(new MapTypes(LoadedTypes.of(kernel, (int) result), key, value)));
  }

  private static boolean isWorthwhile(MapDef<?, ?> def) {
    return DEMANDING.contains(def.type())
        || def.key().size() > 0
            && def.value().size() > 0
            && (hasNames(def.key().layout()) || hasNames(def.value().layout()));
  }

  private static boolean hasNames(Layout layout) {
    return layout instanceof Layout.Struct
        || layout instanceof Layout.Array array && hasNames(array.element());
  }

  Optional<MapTypes> types() {
    return types;
  }

  @Override
  public void close() {
    types.ifPresent(known -> known.types().close());
  }
}
