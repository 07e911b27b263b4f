package dev.jbpf.methods.map;

/**
 * What is done with each entry of a map.
 *
 * @param <K> what Java has for keys
 * @param <V> what Java has for values
 */
@FunctionalInterface
public interface Visitor<K, V> {
  /** {@return whether that was the last one that is wanted} */
  boolean isLast(K key, Cell<V> value);
}
