package dev.jbpf.methods.map;

/**
 * What is done when the timer of a value is due: later, by the kernel, so that it can name static
 * fields and maps, and nothing of the method that has started it.
 *
 * @param <K> what Java has for keys
 * @param <V> what Java has for values
 */
@FunctionalInterface
public interface Expiry<K, V> {
  /** Does it. */
  void run(K key, Cell<V> value);
}
