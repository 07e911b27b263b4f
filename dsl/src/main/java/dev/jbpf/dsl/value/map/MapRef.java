package dev.jbpf.dsl.value.map;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.memory.Stack;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.Layout;

/**
 * A map, as a program uses it. Keys are numbers, or cells of what the map's keys are; a value is a
 * cell that may not be there.
 *
 * @param <K> what Java has for keys
 * @param <V> what Java has for values; of per-CPU maps, for those of one CPU
 */
public final class MapRef<K, V> {
  private final Scope scope;
  private final MapDef<K, ?> map;
  private final Layout value;

  /** The map of that definition, whose values are {@code V}s. */
  @SuppressWarnings("exports")
  public MapRef(Scope scope, MapDef<K, ?> map) {
    this.scope = scope;
    this.map = scope.unit().define(map);
    this.value = map.value().layout();
    if (map.key().size() == 0) {
      throw scope.error("map-type", map.name() + " has no keys", "ring(…), of a ring buffer");
    }
  }

  /** {@return how it is defined} */
  public MapDef<K, ?> definition() {
    return map;
  }

  /** {@return the value of {@code key}} */
  public Maybe<Cell<V>> find(Cell<K> key) {
    return lookup(key.address());
  }

  /** {@return the value of {@code key}} */
  public Maybe<Cell<V>> find(Data key) {
    return lookup(key(key));
  }

  /** {@return the value of {@code key}} */
  public Maybe<Cell<V>> find(long key) {
    return lookup(key(key));
  }

  /** {@return the value of {@code key}, zero at first: absent only where the map is full} */
  public Maybe<Cell<V>> findOrInsert(Cell<K> key) {
    return lookupOrInsert(key.address());
  }

  /** {@return the value of {@code key}, zero at first: absent only where the map is full} */
  public Maybe<Cell<V>> findOrInsert(Data key) {
    return lookupOrInsert(key(key));
  }

  /** {@return the value of {@code key}, zero at first: absent only where the map is full} */
  public Maybe<Cell<V>> findOrInsert(long key) {
    return lookupOrInsert(key(key));
  }

  /** Adds one to the number of {@code key}, made if need be; none is lost but in a full map. */
  public void increment(Cell<K> key) {
    findOrInsert(key).ifPresent(count -> count.addAtomic(1));
  }

  /** Adds one to the number of {@code key}, made if need be; none is lost but in a full map. */
  public void increment(Data key) {
    findOrInsert(key).ifPresent(count -> count.addAtomic(1));
  }

  /** Adds one to the number of {@code key}, made if need be; none is lost but in a full map. */
  public void increment(long key) {
    findOrInsert(key).ifPresent(count -> count.addAtomic(1));
  }

  /** Gives {@code key} the value. */
  public Status put(Cell<K> key, Cell<V> content) {
    return update(key.address(), content.address(), UpdateFlags.BPF_ANY);
  }

  /** Gives {@code key} the value. */
  public Status put(Data key, Cell<V> content) {
    return update(key(key), content.address(), UpdateFlags.BPF_ANY);
  }

  /** Gives {@code key} the value. */
  public Status put(Cell<K> key, Data number) {
    return update(key.address(), number(number), UpdateFlags.BPF_ANY);
  }

  /** Gives {@code key} the value. */
  public Status put(Data key, Data number) {
    return update(key(key), number(number), UpdateFlags.BPF_ANY);
  }

  /** Gives {@code key} the number. */
  public Status put(Data key, long number) {
    return update(key(key), number(number), UpdateFlags.BPF_ANY);
  }

  /** Gives {@code key} the number. */
  public Status put(Cell<K> key, long number) {
    return update(key.address(), number(number), UpdateFlags.BPF_ANY);
  }

  /** Gives {@code key} the value, unless it has one. */
  public Status putIfAbsent(Cell<K> key, Cell<V> content) {
    return update(key.address(), content.address(), UpdateFlags.BPF_NOEXIST);
  }

  /** Gives {@code key} the value, unless it has one. */
  public Status putIfAbsent(Data key, Data number) {
    return update(key(key), number(number), UpdateFlags.BPF_NOEXIST);
  }

  /** Gives {@code key} the value, unless it has one. */
  public Status putIfAbsent(Cell<K> key, Data number) {
    return update(key.address(), number(number), UpdateFlags.BPF_NOEXIST);
  }

  /** Removes {@code key} and its value. */
  public Status remove(Cell<K> key) {
    return remove(key.address());
  }

  /** Removes {@code key} and its value. */
  public Status remove(Data key) {
    return remove(key(key));
  }

  /** Removes {@code key} and its value. */
  public Status remove(long key) {
    return remove(key(key));
  }

  /**
   * {@return a copy of the value of {@code key}, which is removed} What the start of a call has
   * left for its end.
   */
  public Maybe<Cell<V>> take(Cell<K> key) {
    return taken(key.address());
  }

  /**
   * {@return a copy of the value of {@code key}, which is removed} What the start of a call has
   * left for its end.
   */
  public Maybe<Cell<V>> take(Data key) {
    return taken(key(key));
  }

  private Maybe<Cell<V>> taken(Value key) {
    checkRemovable();
    return lookup(key)
        .map(
            found -> {
              Cell<V> copy = Stack.raw(scope, value, map.name());
              copy.set(found);
              remove(key);
              return copy;
            });
  }

  private Maybe<Cell<V>> lookup(Value key) {
    Value found =
        scope.call(Helper.MAP_LOOKUP_ELEM, Type.MAP_VALUE.orNull(), scope.at().map(map), key);
    return Maybe.atAddress(scope, found, this::value);
  }

  private Maybe<Cell<V>> lookupOrInsert(Value key) {
    scope.unit().require(Helper.MAP_UPDATE_ELEM);
    return new Maybe<>(
        scope,
        absent -> {
          var f = scope.at();
          var found = f.variable(map.name(), Type.MAP_VALUE.orNull());
          Value first = scope.call(Helper.MAP_LOOKUP_ELEM, found.type(), f.map(map), key);
          f.set(found, first);
          scope.when(scope.isPresent(first).not(), () -> f.set(found, inserted(key)));
          Value address = f.get(found);
          scope.require(scope.isPresent(address), absent);
          return value(f.retype(address, Type.MAP_VALUE));
        });
  }

  private Value inserted(Value key) {
    Cell<V> zero = Stack.raw(scope, value, "zero");
    Stack.zero(scope, zero.address(), 0, zero.size());
    update(key, zero.address(), UpdateFlags.BPF_NOEXIST);
    return scope.call(Helper.MAP_LOOKUP_ELEM, Type.MAP_VALUE.orNull(), scope.at().map(map), key);
  }

  private Cell<V> value(Value address) {
    return Cell.at(scope, address, value, map.name());
  }

  private Status update(Value key, Value content, long flags) {
    var f = scope.at();
    Value code =
        scope.call(Helper.MAP_UPDATE_ELEM, Type.S64, f.map(map), key, content, f.constant(flags));
    return new Status(scope, code);
  }

  private void checkRemovable() {
    if (isArray()) {
      throw scope.error(
          "map-type",
          "elements of the array " + map.name() + " are always there",
          "put zero, or take a hash");
    }
  }

  private Status remove(Value key) {
    checkRemovable();
    return new Status(
        scope, scope.call(Helper.MAP_DELETE_ELEM, Type.S64, scope.at().map(map), key));
  }

  private boolean isArray() {
    return map.type() == MapType.ARRAY || map.type() == MapType.PERCPU_ARRAY;
  }

  private Value key(Data number) {
    return Keys.address(scope, map.key().layout(), "key", number);
  }

  private Value key(long number) {
    if (isArray() && (number < 0 || number >= map.maxEntries())) {
      throw scope.error(
          "array-index",
          map.name() + " has no element " + number + ": 0 to " + (map.maxEntries() - 1));
    }
    return Keys.address(scope, map.key().layout(), "key", number);
  }

  private Value number(Data number) {
    return Keys.address(scope, value, "value", number);
  }

  private Value number(long number) {
    return Keys.address(scope, value, "value", number);
  }

  /** {@return the address of the map, for those who write IR} */
  @SuppressWarnings("exports")
  public Value address() {
    return scope.at().map(map);
  }
}
