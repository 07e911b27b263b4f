package dev.jbpf.runtime;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.UpdateMode;
import dev.jbpf.runtime.sys.Lease;
import java.nio.ByteBuffer;

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
    this.key = number(map, "keys", map.def().key());
    this.value = number(map, "values", map.def().value());
  }

  private static Codec.OfLong number(KernelMap<?, ?> map, String what, Codec<?> codec) {
    if (codec instanceof Codec.OfLong number) {
      return number;
    }
    if (codec instanceof Codec.OfInt number) {
      return new Widened(number);
    }
    throw new IllegalArgumentException("the " + what + " of " + map + " are no numbers: " + codec);
  }

  /** {@return the value of {@code key}; {@code absent} if the map does not have it} */
  public long get(long key, long absent) {
    Lease lease = elements.lease();
    ByteBuffer memory = withKey(lease, key);
    return elements.find(lease) ? value.decodeLong(memory, elements.valueAt()) : absent;
  }

  /**
   * Stores {@code newValue} for {@code key}.
   *
   * @throws MapFullException if there is no room for a new key
   */
  public void put(long key, long newValue) {
    Lease lease = elements.lease();
    value.encodeLong(newValue, withKey(lease, key), elements.valueAt());
    elements.store(lease, UpdateMode.ANY);
  }

  /** Removes {@code key}; {@return whether the map had it} */
  public boolean remove(long key) {
    Lease lease = elements.lease();
    withKey(lease, key);
    return elements.remove(lease);
  }

  private ByteBuffer withKey(Lease lease, long number) {
    ByteBuffer memory = lease.memory();
    key.encodeLong(number, memory, Lease.KEY);
    return memory;
  }
}
