package dev.jbpf.runtime.map;

import dev.jbpf.kernel.MapType;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Goes through a map many elements at a time. */
final class BatchIterator<T> implements Iterator<T> {
  /** Where the kernel goes by buckets or indices, so that deletions lead it nowhere else. */
  private static final Set<MapType> TYPES =
      EnumSet.of(
          MapType.HASH,
          MapType.LRU_HASH,
          MapType.PERCPU_HASH,
          MapType.LRU_PERCPU_HASH,
          MapType.ARRAY,
          MapType.PERCPU_ARRAY);

  private static final int CAPACITY = 128;

  private final MapBatch<?, ?> batch;
  private final IntFunction<T> element;
  private boolean hasNext;
  private int index;

  private BatchIterator(MapBatch<?, ?> batch, IntFunction<T> element) {
    this.batch = batch;
    this.element = element;
    this.hasNext = batch.next();
  }

  /** {@return one through the keys, if the kernel can do it for that map} */
  static <K, V> Optional<Iterator<K>> keys(KernelMap<K, V> map) {
    return of(map, batch -> batch::key);
  }

  /** {@return one through keys and values, if the kernel can do it for that map} */
  static <K, V> Optional<Iterator<Map.Entry<K, V>>> entries(KernelMap<K, V> map) {
    return of(map, batch -> i -> Map.entry(batch.key(i), batch.value(i)));
  }

  private static <K, V, T> Optional<Iterator<T>> of(
      KernelMap<K, V> map, Function<MapBatch<K, V>, IntFunction<T>> element) {
    if (!TYPES.contains(map.def().type())) {
      return Optional.empty();
    }
    MapBatch<K, V> batch = map.batch(Math.min(CAPACITY, Math.max(1, map.def().maxEntries())));
    try {
      return Optional.of(new BatchIterator<>(batch, element.apply(batch)));
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean hasNext() {
    return hasNext;
  }

  @Override
  public T next() {
    if (!hasNext) {
      throw new NoSuchElementException();
    }
    T next = element.apply(index++);
    if (index == batch.size()) {
      index = 0;
      hasNext = batch.next();
    }
    return next;
  }
}
