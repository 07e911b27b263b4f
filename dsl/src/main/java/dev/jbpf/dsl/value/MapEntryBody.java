package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.AccessCheck;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.part.EntryFunctions;
import dev.jbpf.map.MapDef;

/**
 * A function that the kernel calls with an entry of a map. It is a function of its own: of the
 * values of the one that asks for it, it has its state only.
 *
 * @param <K> what Java has for keys
 * @param <V> what Java has for values; of per-CPU maps, for those of one CPU
 */
public final class MapEntryBody<K, V> extends Body {
  private final MapDef<K, ?> map;

  MapEntryBody(Scope scope, MapDef<K, ?> map) {
    super(scope);
    this.map = map;
  }

  /** {@return the key, which cannot be changed} */
  public Cell<K> key() {
    String name = "the key of " + map.name();
    AccessCheck access =
        AccessCheck.readOnly(scope(), name + " stays as it is", "change the value, or remove it");
    return Cell.at(scope(), EntryFunctions.key(scope()), map.key().layout(), name, access);
  }

  /** {@return the value} */
  public Cell<V> value() {
    return Cell.at(scope(), EntryFunctions.value(scope()), map.value().layout(), map.name());
  }
}
