package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.MapType;
import dev.jbpf.runtime.sys.AttrField;
import dev.jbpf.runtime.sys.Block;
import dev.jbpf.runtime.sys.Errno;
import dev.jbpf.runtime.sys.Struct;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Goes through a map many elements at a time, since Linux 5.6. The kernel goes by its own buckets:
 * what is deleted meanwhile makes nothing appear twice, and no end go missing.
 */
final class BatchIterator<K, V> implements Iterator<Map.Entry<K, V>> {
  private static final Set<MapType> TYPES =
      EnumSet.of(
          MapType.HASH,
          MapType.LRU_HASH,
          MapType.PERCPU_HASH,
          MapType.LRU_PERCPU_HASH,
          MapType.ARRAY,
          MapType.PERCPU_ARRAY);

  private static final int FIRST = 128;

  private final KernelMap<K, V> map;
  private final Queue<Map.Entry<K, V>> ready = new ArrayDeque<>();
  private final Block[] places = new Block[2];
  private final int keySize;
  private final int valueSize;
  private int capacity = FIRST;
  private boolean isFirst = true;
  private boolean isLast;

  private BatchIterator(KernelMap<K, V> map) {
    this.map = map;
    this.keySize = map.def().key().size();
    this.valueSize = (map.valueCodec().size() + Long.BYTES - 1) & -Long.BYTES;
    // The kernel's note of where it is: at least 4 bytes, for arrays the size of a key.
    places[0] = Block.ofSize(map.kernel().syscalls(), Math.max(keySize, Long.BYTES));
    places[1] = Block.ofSize(map.kernel().syscalls(), Math.max(keySize, Long.BYTES));
  }

  /** {@return one, if the kernel can do it for that map} */
  static <K, V> Optional<BatchIterator<K, V>> open(KernelMap<K, V> map) {
    if (!TYPES.contains(map.def().type())) {
      return Optional.empty();
    }
    BatchIterator<K, V> iterator = new BatchIterator<>(map);
    return iterator.fill() ? Optional.of(iterator) : Optional.empty();
  }

  /** {@return what goes through the keys alone} */
  Iterator<K> keys() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return BatchIterator.this.hasNext();
      }

      @Override
      public K next() {
        return BatchIterator.this.next().getKey();
      }
    };
  }

  /** Gets the next elements; {@return whether the kernel can} */
  private boolean fill() {
    while (ready.isEmpty() && !isLast) {
      Block keys = Block.ofSize(map.kernel().syscalls(), Math.multiplyExact(capacity, keySize));
      Block values = Block.ofSize(map.kernel().syscalls(), Math.multiplyExact(capacity, valueSize));
      Struct attr = map.kernel().scratch().attr();
      long result = call(attr, keys, values);
      if (Errno.ENOSPC.is(result)) {
        // A bucket has more elements than there is room for.
        capacity = Math.multiplyExact(capacity, 2);
        continue;
      }
      isLast = Errno.ENOENT.is(result);
      if (result < 0 && !isLast) {
        return refused(result);
      }
      take((int) attr.get(AttrField.BATCH_COUNT), keys, values);
    }
    return true;
  }

  private boolean refused(long result) {
    if (isFirst && (Errno.EINVAL.is(result) || Errno.ENOTSUPP.is(result))) {
      return false;
    }
    throw map.failure(BpfCommand.MAP_LOOKUP_BATCH, result, "go through");
  }

  private long call(Struct attr, Block keys, Block values) {
    int fd = map.descriptor().acquire();
    try {
      attr.set(AttrField.BATCH_MAP_FD, fd)
          .set(AttrField.BATCH_IN_BATCH, isFirst ? 0 : places[0].address())
          .set(AttrField.BATCH_OUT_BATCH, places[1].address())
          .set(AttrField.BATCH_KEYS, keys.address())
          .set(AttrField.BATCH_VALUES, values.address())
          .set(AttrField.BATCH_COUNT, capacity);
      return map.kernel().bpf(BpfCommand.MAP_LOOKUP_BATCH, attr);
    } finally {
      map.descriptor().release();
      Reference.reachabilityFence(keys);
      Reference.reachabilityFence(values);
    }
  }

  private void take(int count, Block keys, Block values) {
    isFirst = false;
    Block place = places[0];
    places[0] = places[1];
    places[1] = place;
    int stride = map.valueCodec().size();
    for (int i = 0; i < count; i++) {
      ready.add(
          Map.entry(
              map.def().key().decode(keys.bytes(), i * keySize),
              map.valueCodec().decode(values.bytes(), i * stride)));
    }
  }

  @Override
  public boolean hasNext() {
    fill();
    return !ready.isEmpty();
  }

  @Override
  public Map.Entry<K, V> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
