package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * Maps whose values stand for something: descriptors of programs or maps ({@code PROG_ARRAY},
 * {@code ARRAY_OF_MAPS}, {@code HASH_OF_MAPS}), interfaces, CPUs and sockets that packets are sent
 * to ({@code DEVMAP}, {@code CPUMAP}, {@code XSKMAP}), control groups. Programs only look up; Java
 * stores.
 */
public final class ReferenceMap extends VmMap {
  private final boolean isArray;
  private final IntToLongFunction pointers;
  private final Map<KeyBytes, Integer> descriptors = new LinkedHashMap<>();

  /**
   * Of {@code def}.
   *
   * @param pointers what a program gets for a descriptor
   */
  ReferenceMap(MapDef<?, ?> def, boolean isArray, IntToLongFunction pointers) {
    super(def);
    this.isArray = isArray;
    this.pointers = pointers;
  }

  /** {@return the descriptor at {@code index} of an array} */
  public Optional<Integer> at(long index) {
    return index < def().maxEntries() ? find(ArrayMap.key((int) index)) : Optional.empty();
  }

  /** {@return whether something is at {@code key}, a number of 4 bytes} */
  public boolean holds(long key) {
    return find(ArrayMap.key((int) key)).isPresent();
  }

  private synchronized Optional<Integer> find(byte[] key) {
    return Optional.ofNullable(descriptors.get(new KeyBytes(key)));
  }

  @Override
  public long lookup(byte[] key, int cpu) {
    return find(key).map(pointers::applyAsLong).orElse(0L);
  }

  @Override
  Optional<byte[]> read(byte[] key) {
    int size = def().valueSize();
    return find(key).map(value -> Arrays.copyOf(ArrayMap.key(value), size));
  }

  /** {@return whether a lookup gives a reference, which a program has to give back} */
  public boolean givesReferences() {
    return def().type() == MapType.SOCKMAP || def().type() == MapType.SOCKHASH;
  }

  @Override
  int write(byte[] key, byte[] value, long flags) {
    return put(key, (int) Bytes.load4(value, 0), flags);
  }

  /** Stores a descriptor; returns 0 or an error. */
  public synchronized int put(byte[] key, int descriptor, long flags) {
    KeyBytes bits = new KeyBytes(key.clone());
    boolean isThere = isArray || descriptors.containsKey(bits);
    boolean isOutside = isArray && Bytes.load4(key, 0) >= def().maxEntries();
    if (isOutside || !isThere && descriptors.size() >= def().maxEntries()) {
      return Errno.E2BIG.result();
    }
    if (isThere && mustBeNew(flags)) {
      return Errno.EEXIST.result();
    }
    if (!isThere && mustExist(flags)) {
      return Errno.ENOENT.result();
    }
    descriptors.put(bits, descriptor);
    return 0;
  }

  @Override
  public synchronized int delete(byte[] key) {
    return descriptors.remove(new KeyBytes(key)) == null ? Errno.ENOENT.result() : 0;
  }

  @Override
  public synchronized List<byte[]> keys() {
    List<byte[]> keys = new ArrayList<>();
    descriptors.keySet().forEach(key -> keys.add(key.bytes()));
    return keys;
  }
}
