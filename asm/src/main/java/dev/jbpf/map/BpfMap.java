package dev.jbpf.map;

import dev.jbpf.map.flag.UpdateMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map of keys to values that eBPF programs share with Java, whether a kernel or a virtual machine
 * keeps it. Programs and other threads may change it at any time.
 *
 * @param <K> what keys are in Java
 * @param <V> what values are in Java
 */
public interface BpfMap<K, V> {

  /** {@return what the map was made from} */
  MapDef<K, V> def();

  /** {@return the value of {@code key}, if the map has it} */
  Optional<V> lookup(K key);

  /**
   * Stores {@code value} for {@code key}, if {@code mode} allows it.
   *
   * @return whether it was stored
   * @throws MapFullException if the key is new and there is no room, or the index is past the end
   *     of an array
   * @throws IllegalArgumentException if {@code key} or {@code value} does not fit its codec
   */
  boolean update(K key, V value, UpdateMode mode);

  /** Stores {@code value} for {@code key}; fails as {@link #update(Object, Object, UpdateMode)}. */
  default void update(K key, V value) {
    update(key, value, UpdateMode.ANY);
  }

  /** Stores {@code value} if {@code key} is new; returns whether it was. */
  default boolean insert(K key, V value) {
    return update(key, value, UpdateMode.INSERT);
  }

  /** Stores {@code value} if the map has {@code key}; returns whether it has. */
  default boolean replace(K key, V value) {
    return update(key, value, UpdateMode.REPLACE);
  }

  /**
   * Removes {@code key}; returns whether the map had it.
   *
   * @throws UnsupportedOperationException if keys of this type of map cannot be removed, as those
   *     of arrays
   */
  boolean delete(K key);

  /**
   * {@return the keys, read from the map as the iteration goes on} Deleting the key just returned
   * is safe. What is inserted meanwhile may or may not appear.
   */
  Iterable<K> keys();

  /**
   * {@return the keys with their values, as {@link #keys()}; keys deleted meanwhile are left out}
   */
  Iterable<Map.Entry<K, V>> entries();

  /** {@return a copy of the keys and values, in the order of the map} */
  default Map<K, V> toMap() {
    Map<K, V> copy = new LinkedHashMap<>();
    entries().forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
    return copy;
  }
}
