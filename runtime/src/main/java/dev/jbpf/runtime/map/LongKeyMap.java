package dev.jbpf.runtime.map;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.runtime.sys.Lease;
import java.util.Optional;

/**
 * A map whose keys are numbers, without boxing them: HotSpot before JDK 22 makes an object for each
 * boxed key over 127. A view of the {@link KernelMap} that it comes from, and closed with it.
 *
 * @param <V> what values are in Java
 */
public final class LongKeyMap<V> {
  private final MapElements<?, V> elements;
  private final Codec.OfLong key;

  LongKeyMap(KernelMap<?, V> map, MapElements<?, V> elements) {
    this.elements = elements;
    this.key = IntAsLong.number(map, "keys", map.def().key());
  }

  /** {@return the value of {@code wanted}, if the map has it} */
  public Optional<V> lookup(long wanted) {
    return elements.isNoStack(wanted) ? Optional.empty() : elements.lookup(withKey(wanted));
  }

  /**
   * Stores {@code value} for {@code wanted}.
   *
   * @throws MapFullException if there is no room for a new key
   */
  public void update(long wanted, V value) {
    update(wanted, value, UpdateMode.ANY);
  }

  /**
   * Stores {@code value} for {@code wanted}, if {@code mode} allows it; returns whether it did.
   *
   * @throws MapFullException if there is no room for a new key
   */
  public boolean update(long wanted, V value, UpdateMode mode) {
    return elements.update(withKey(wanted), value, mode);
  }

  /** Removes {@code wanted}; returns whether the map had it. */
  public boolean delete(long wanted) {
    return elements.remove(withKey(wanted));
  }

  private Lease withKey(long wanted) {
    Lease lease = elements.lease();
    key.encodeLong(wanted, lease.memory(), Lease.KEY);
    return lease;
  }
}
