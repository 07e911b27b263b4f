package dev.jbpf.runtime.map;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.runtime.sys.Lease;

/**
 * A map of numbers to numbers, without boxing: no operation makes an object. A view of the {@link
 * KernelMap} that it comes from, and closed with it.
 */
public final class LongMap {
  private final MapElements<?, ?> elements;
  private final Codec.OfLong key;
  private final Codec.OfLong value;

  LongMap(KernelMap<?, ?> map, MapElements<?, ?> elements) {
    this.elements = elements;
    this.key = IntAsLong.number(map, "keys", map.def().key());
    this.value = IntAsLong.number(map, "values", map.def().value());
  }

  /** {@return the value of {@code key}; {@code absent} if the map does not have it} */
  public long get(long key, long absent) {
    Lease lease = withKey(key);
    return elements.find(lease) ? value.decodeLong(lease.memory(), elements.valueAt()) : absent;
  }

  /**
   * Stores {@code newValue} for {@code key}.
   *
   * @throws MapFullException if there is no room for a new key
   */
  public void put(long key, long newValue) {
    Lease lease = withKey(key);
    value.encodeLong(newValue, lease.memory(), elements.valueAt());
    elements.store(lease, UpdateMode.ANY);
  }

  /** Removes {@code key}; returns whether the map had it. */
  public boolean remove(long key) {
    return elements.remove(withKey(key));
  }

  private Lease withKey(long number) {
    Lease lease = elements.lease();
    key.encodeLong(number, lease.memory(), Lease.KEY);
    return lease;
  }
}
