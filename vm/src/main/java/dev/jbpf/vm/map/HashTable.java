package dev.jbpf.vm.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.AddressSpace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hash maps, with one value or one for each CPU, and those that drop the least recently used
 * entry where others are full.
 */
class HashTable extends VmMap {
  private final Slab slab;
  private final boolean isLru;
  private final Map<Bits, Integer> indexes;
  private final Deque<Integer> free = new ArrayDeque<>();
  private int fresh;

  HashTable(AddressSpace space, MapDef<?, ?> def, int copies, boolean isLru) {
    super(def);
    this.slab = new Slab(space, def, copies);
    this.isLru = isLru;
    this.indexes = new LinkedHashMap<>(16, 0.75f, isLru);
  }

  @Override
  public synchronized long lookup(byte[] key, int cpu) {
    Integer index = indexes.get(new Bits(key));
    return index == null ? 0 : slab.address(index, cpu % slab.copies());
  }

  @Override
  public synchronized int update(byte[] key, byte[] value, long flags, int cpu) {
    boolean isNew = !indexes.containsKey(new Bits(key));
    int index = place(key, flags);
    if (index >= 0) {
      if (isNew) {
        clear(index);
      }
      slab.write(index, cpu % slab.copies(), value);
    }
    return Math.min(index, 0);
  }

  /** A new entry holds zeros on the CPUs that nobody wrote for. */
  private void clear(int index) {
    for (int copy = 0; copy < slab.copies(); copy++) {
      slab.write(index, copy, new byte[def().valueSize()]);
    }
  }

  /** The index for {@code key}, or an error. */
  private int place(byte[] key, long flags) {
    if (isUnknown(flags)) {
      return -Errno.EINVAL;
    }
    Bits bits = new Bits(key.clone());
    Integer old = indexes.get(bits);
    if (old != null) {
      return mustBeNew(flags) ? -Errno.EEXIST : old;
    }
    return mustExist(flags) ? -Errno.ENOENT : insert(bits);
  }

  private int insert(Bits key) {
    if (indexes.size() >= def().maxEntries()) {
      if (!isLru) {
        return -full();
      }
      remove(indexes.keySet().iterator().next());
    }
    int index = free.isEmpty() ? fresh : free.pop();
    if (!slab.reach(index)) {
      return -Errno.ENOMEM;
    }
    fresh = Math.max(fresh, index + 1);
    indexes.put(key, index);
    return index;
  }

  /** {@return the error of a new entry when there is no room} */
  int full() {
    return Errno.E2BIG;
  }

  private boolean remove(Bits key) {
    Integer index = indexes.remove(key);
    if (index != null) {
      // The oldest free place is taken first: who holds a pointer to a value keeps it for a while.
      free.addLast(index);
    }
    return index != null;
  }

  @Override
  public synchronized int delete(byte[] key) {
    return remove(new Bits(key)) ? 0 : -Errno.ENOENT;
  }

  @Override
  synchronized Optional<byte[]> read(byte[] key) {
    Integer index = indexes.get(new Bits(key));
    return index == null ? Optional.empty() : Optional.of(Values.join(slab, index, def()));
  }

  @Override
  synchronized int write(byte[] key, byte[] values, long flags) {
    int index = place(key, flags);
    if (index >= 0) {
      Values.split(slab, index, def(), values);
    }
    return Math.min(index, 0);
  }

  @Override
  public synchronized List<byte[]> keys() {
    List<byte[]> keys = new ArrayList<>();
    indexes.keySet().forEach(key -> keys.add(key.bytes().clone()));
    return keys;
  }
}
