package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.Allowance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The hash maps, with one value or one for each CPU, and those that drop the least recently used
 * entry where others are full.
 */
class HashTable extends VmMap {
  /** About what Java's objects of an entry take. */
  private static final int OVERHEAD = 128;

  private final Slab slab;
  private final EntryPlaces places;
  private final Allowance allowance;
  private final boolean isLru;
  private final boolean isPerCpu;
  private final Map<KeyBytes, Integer> indexes;

  HashTable(AddressSpace space, MapDef<?, ?> def, int cpus, boolean isLru) {
    this(space, def, cpus, isLru, reuse(def));
  }

  HashTable(
      AddressSpace space, MapDef<?, ?> def, int cpus, boolean isLru, EntryPlaces.Reuse reuse) {
    super(def);
    this.isPerCpu = def.value() instanceof PerCpuCodec;
    int values = (int) Math.min((long) def.maxEntries() + reuse.spare(cpus), Integer.MAX_VALUE);
    this.slab = Slab.growing(space, def, isPerCpu ? cpus : 1, values);
    this.places = new EntryPlaces(slab, reuse, cpus);
    this.allowance = space.allowance();
    this.isLru = isLru;
    this.indexes = new LinkedHashMap<>(16, 0.75f, isLru);
  }

  private static EntryPlaces.Reuse reuse(MapDef<?, ?> def) {
    boolean isLru = def.type() == MapType.LRU_HASH || def.type() == MapType.LRU_PERCPU_HASH;
    return isLru || def.flags().contains(MapFlag.NO_PREALLOC)
        ? EntryPlaces.Reuse.LAST_FIRST
        : EntryPlaces.Reuse.SWAPPED;
  }

  private int copy(int cpu) {
    return isPerCpu ? cpu : 0;
  }

  @Override
  public synchronized long lookup(byte[] key, int cpu) {
    Integer index = indexes.get(new KeyBytes(key));
    return index == null ? 0 : slab.address(index, copy(cpu));
  }

  @Override
  public synchronized long generation(byte[] key) {
    Integer index = indexes.get(new KeyBytes(key));
    return index == null ? 0 : slab.generation(index);
  }

  @Override
  public int update(byte[] key, byte[] value, long flags, int cpu) {
    boolean isAlone = (flags & UpdateFlags.BPF_F_LOCK) != 0 && slab.hasLock();
    OptionalInt old = isAlone ? existing(key) : OptionalInt.empty();
    // Like the kernel, whose table is not locked while it waits for the entry's own lock.
    if (old.isPresent() && !mustBeNew(flags)) {
      slab.writeAlone(old.getAsInt(), 0, value);
      return 0;
    }
    return put(key, value, isAlone ? flags & ~UpdateFlags.BPF_F_LOCK : flags, cpu);
  }

  private synchronized OptionalInt existing(byte[] key) {
    Integer index = indexes.get(new KeyBytes(key));
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** A new entry holds zeros on the CPUs that nobody wrote for. */
  private synchronized int put(byte[] key, byte[] value, long flags, int cpu) {
    boolean isNew = !indexes.containsKey(new KeyBytes(key));
    int index = place(key, flags, cpu);
    if (index >= 0) {
      for (int copy = 0; isNew && copy < slab.copies(); copy++) {
        slab.write(index, copy, new byte[def().valueSize()]);
      }
      slab.write(index, copy(cpu), value);
    }
    return Math.min(index, 0);
  }

  /** Where the value for {@code key} goes, or an error. */
  private int place(byte[] key, long flags, int cpu) {
    if (isUnknown(flags)) {
      return Errno.EINVAL.result();
    }
    KeyBytes bits = new KeyBytes(key.clone());
    Integer old = indexes.get(bits);
    if (old == null) {
      return mustExist(flags) ? Errno.ENOENT.result() : insert(bits);
    }
    if (mustBeNew(flags)) {
      return Errno.EEXIST.result();
    }
    // The values of CPUs are changed where they are.
    return isPerCpu ? old : replace(bits, old, cpu);
  }

  private int replace(KeyBytes key, int old, int cpu) {
    int place = places.replace(old, cpu);
    if (place < 0) {
      return Errno.ENOMEM.result();
    }
    indexes.put(key, place);
    return place;
  }

  private int insert(KeyBytes key) {
    if (indexes.size() >= def().maxEntries()) {
      if (!isLru) {
        return full();
      }
      remove(indexes.keySet().iterator().next());
    }
    if (!allowance.take(cost(key))) {
      return Errno.ENOMEM.result();
    }
    int index = places.take();
    if (index < 0) {
      allowance.giveBack(cost(key));
      return Errno.ENOMEM.result();
    }
    indexes.put(key, index);
    return index;
  }

  private static long cost(KeyBytes key) {
    return OVERHEAD + key.bytes().length;
  }

  /** {@return what a new entry returns when there is no room} */
  int full() {
    return Errno.E2BIG.result();
  }

  private boolean remove(KeyBytes key) {
    Integer index = indexes.remove(key);
    if (index == null) {
      return false;
    }
    places.give(index);
    allowance.giveBack(cost(key));
    return true;
  }

  @Override
  public synchronized int delete(byte[] key) {
    return remove(new KeyBytes(key)) ? 0 : Errno.ENOENT.result();
  }

  @Override
  synchronized Optional<byte[]> read(byte[] key) {
    Integer index = indexes.get(new KeyBytes(key));
    return index == null ? Optional.empty() : Optional.of(PerCpuValues.join(slab, index, def()));
  }

  @Override
  synchronized int write(byte[] key, byte[] values, long flags) {
    int index = place(key, flags, 0);
    if (index >= 0) {
      PerCpuValues.split(slab, index, def(), values);
    }
    return Math.min(index, 0);
  }

  @Override
  public synchronized List<byte[]> keys() {
    List<byte[]> keys = new ArrayList<>();
    indexes.keySet().forEach(key -> keys.add(key.bytes().clone()));
    return keys;
  }

  @Override
  synchronized void close() {
    indexes.keySet().forEach(key -> allowance.giveBack(cost(key)));
    indexes.clear();
    slab.close();
  }
}
