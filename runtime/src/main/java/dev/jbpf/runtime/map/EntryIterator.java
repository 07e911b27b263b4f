package dev.jbpf.runtime.map;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Goes through keys and looks up their values; those deleted meanwhile are left out. */
final class EntryIterator<K, V> implements Iterator<Map.Entry<K, V>> {
  private final KernelMap<K, V> map;
  private final Iterator<K> keys;
  private Optional<Map.Entry<K, V>> next;

  EntryIterator(KernelMap<K, V> map, Iterator<K> keys) {
    this.map = map;
    this.keys = keys;
    this.next = find();
  }

  private Optional<Map.Entry<K, V>> find() {
    while (keys.hasNext()) {
      K key = keys.next();
      Optional<V> value = map.lookup(key);
      if (value.isPresent()) {
        return Optional.of(Map.entry(key, value.get()));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean hasNext() {
    return next.isPresent();
  }

  @Override
  public Map.Entry<K, V> next() {
    Map.Entry<K, V> entry = next.orElseThrow(NoSuchElementException::new);
    next = find();
    return entry;
  }
}
