package dev.jbpf.runtime.map;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapFullException;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * Room for many elements of a map, which go to the kernel or come from it in one call; since Linux
 * 5.6, for hash tables and arrays and the kinds of them.
 *
 * <pre>{@code
 * MapBatch<Integer, Long> batch = map.batch(256);
 * while (batch.next()) {
 *   for (int i = 0; i < batch.size(); i++) {
 *     sum += batch.value(i);
 *   }
 * }
 * }</pre>
 *
 * <p>The room is used again and again: nothing is allocated but the keys and values that are asked
 * for. For one thread at a time. Elements of hash tables come by the kernel's own buckets: what is
 * deleted meanwhile makes none appear twice.
 */
public final class MapBatch<K, V> {
  private final KernelMap<K, V> map;
  private final Codec<K> key;
  private final Codec<V> value;
  private int capacity;
  private NativeMemory keys;
  private NativeMemory values;
  private int size;

  /** Where the kernel is, and where it was before: what it writes is not what it reads. */
  private NativeMemory place;

  private NativeMemory lastPlace;
  private boolean isFirst = true;
  private boolean isLast;

  MapBatch(KernelMap<K, V> map, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("room for " + capacity + " elements, must be at least 1");
    }
    this.map = map;
    this.key = map.def().key();
    this.value = map.valueCodec();
    // At least 4 bytes; for arrays the size of a key.
    this.place = block(1, Math.max(key.size(), Long.BYTES));
    this.lastPlace = block(1, Math.max(key.size(), Long.BYTES));
    allocate(capacity);
  }

  private NativeMemory block(int count, int bytes) {
    long size = (long) count * bytes;
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "room for " + count + " elements of " + map + ", must be less than 2 GiB");
    }
    return NativeMemory.ofSize(map.calls().syscalls(), (int) size);
  }

  private void allocate(int count) {
    capacity = count;
    keys = block(count, key.size());
    values = block(count, value.size());
  }

  /** {@return for how many elements there is room; it may grow in {@link #next}} */
  public int capacity() {
    return capacity;
  }

  /** {@return how many elements are here} */
  public int size() {
    return size;
  }

  /**
   * {@return a key}
   *
   * @param index below {@link #size}
   */
  public K key(int index) {
    return key.decode(keys.bytes(), Objects.checkIndex(index, size) * key.size());
  }

  /** {@return the value of {@link #key}} */
  public V value(int index) {
    return value.decode(values.bytes(), Objects.checkIndex(index, size) * value.size());
  }

  /**
   * Puts an element behind those that are here; returns this.
   *
   * @throws IllegalStateException if there is no room
   */
  public MapBatch<K, V> add(K newKey, V newValue) {
    requireRoom();
    value.encode(newValue, values.bytes(), size * value.size());
    return addKey(newKey);
  }

  /** As {@link #add}, with a value that does not matter: to delete it. */
  public MapBatch<K, V> addKey(K newKey) {
    requireRoom();
    key.encode(newKey, keys.bytes(), size * key.size());
    size++;
    return this;
  }

  private void requireRoom() {
    if (size == capacity) {
      throw new IllegalStateException("there is room for " + capacity + " elements, and no more");
    }
  }

  /** Forgets the elements that are here, and where {@link #next} was in the map. */
  public void clear() {
    size = 0;
    isFirst = true;
    isLast = false;
  }

  /**
   * Replaces what is here by the next elements of the map, after the last ones by none.
   *
   * @return whether there are any
   * @throws UnsupportedOperationException if the kernel cannot do it for this type of map
   */
  public boolean next() {
    return next(BpfCommand.MAP_LOOKUP_BATCH);
  }

  /** As {@link #next}, and removes them from the map: hash tables only. */
  public boolean takeNext() {
    return next(BpfCommand.MAP_LOOKUP_AND_DELETE_BATCH);
  }

  private boolean next(BpfCommand command) {
    size = 0;
    while (size == 0 && !isLast) {
      Struct attr = map.calls().scratch().attr();
      attr.set(AttrField.BATCH_IN_BATCH, isFirst ? 0 : lastPlace.address())
          .set(AttrField.BATCH_OUT_BATCH, place.address());
      long result = call(command, attr, capacity);
      if (Errno.ENOSPC.is(result)) {
        // A bucket of the table has more elements than there is room for.
        allocate(Math.multiplyExact(capacity, 2));
        continue;
      }
      isLast = Errno.ENOENT.is(result);
      if (result < 0 && !isLast) {
        throw refusal(command, result);
      }
      isFirst = false;
      size = (int) attr.get(AttrField.BATCH_COUNT);
      NativeMemory written = place;
      place = lastPlace;
      lastPlace = written;
    }
    return size > 0;
  }

  /**
   * Stores all elements that are here, whether the map has their keys or not.
   *
   * @throws MapFullException if there is no room for another key; those before it are stored
   * @throws UnsupportedOperationException if the kernel cannot do it for this type of map
   */
  public void update() {
    Struct attr = map.calls().scratch().attr();
    long result = call(BpfCommand.MAP_UPDATE_BATCH, attr, size);
    if (Errno.E2BIG.is(result)) {
      int stored = (int) Math.min(attr.get(AttrField.BATCH_COUNT), size - 1L);
      throw MapFullException.of(map.def(), key(stored));
    }
    if (result < 0) {
      throw refusal(BpfCommand.MAP_UPDATE_BATCH, result);
    }
  }

  /**
   * Removes the keys that are here from the map, up to the first that it does not have.
   *
   * @return how many were removed
   * @throws UnsupportedOperationException if the kernel cannot do it for this type of map
   */
  public int delete() {
    Struct attr = map.calls().scratch().attr();
    long result = call(BpfCommand.MAP_DELETE_BATCH, attr, size);
    if (result < 0 && !Errno.ENOENT.is(result)) {
      throw refusal(BpfCommand.MAP_DELETE_BATCH, result);
    }
    return (int) attr.get(AttrField.BATCH_COUNT);
  }

  private long call(BpfCommand command, Struct attr, int count) {
    int fd = map.descriptor().acquire();
    try {
      attr.set(AttrField.BATCH_MAP_FD, fd)
          .set(AttrField.BATCH_KEYS, keys.address())
          .set(AttrField.BATCH_VALUES, values.address())
          .set(AttrField.BATCH_COUNT, count);
      return map.calls().bpf(command, attr);
    } finally {
      map.descriptor().release();
      Reference.reachabilityFence(this);
    }
  }

  private RuntimeException refusal(BpfCommand command, long result) {
    if (Errno.EINVAL.is(result) || Errno.ENOTSUPP.is(result) || Errno.EOPNOTSUPP.is(result)) {
      return new UnsupportedOperationException(
          "this kernel has no "
              + command.kernelName()
              + " for "
              + map
              + ", which is a "
              + map.def().type().kernelName());
    }
    return map.failure(command, result, "work on many elements of");
  }
}
