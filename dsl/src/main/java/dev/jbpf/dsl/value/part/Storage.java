package dev.jbpf.dsl.value.part;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import java.util.Map;

/** What maps have for tasks, sockets, inodes and control groups themselves. */
public final class Storage {
  private static final Map<MapType, Helper> HELPERS =
      Map.of(
          MapType.TASK_STORAGE, Helper.TASK_STORAGE_GET,
          MapType.SK_STORAGE, Helper.SK_STORAGE_GET,
          MapType.INODE_STORAGE, Helper.INODE_STORAGE_GET,
          MapType.CGRP_STORAGE, Helper.CGRP_STORAGE_GET);

  private Storage() {}

  /**
   * {@return what {@code map} has for {@code owner}, zero at first}
   *
   * @throws dev.jbpf.ir.IrException if {@code map} is no storage
   */
  public static <V> Maybe<Cell<V>> of(Scope scope, MapDef<Integer, V> map, KernelRef<?> owner) {
    Helper helper = HELPERS.get(map.type());
    if (helper == null) {
      throw scope.error("map-type", map.name() + " is no storage", "map(…)");
    }
    var f = scope.at();
    Value found =
        scope.call(
            helper,
            Type.MAP_VALUE.orNull(),
            f.map(scope.unit().define(map)),
            owner.place(),
            f.constant(0),
            f.constant(HelperFlags.BPF_LOCAL_STORAGE_GET_F_CREATE));
    return Maybe.atAddress(
        scope, found, address -> Cell.at(scope, address, map.value().layout(), map.name()));
  }
}
