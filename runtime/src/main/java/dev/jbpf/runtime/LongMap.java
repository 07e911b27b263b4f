package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapFullException;
import dev.jbpf.runtime.sys.Block;
import dev.jbpf.runtime.sys.Errno;
import dev.jbpf.runtime.sys.Scratch;

/**
 * A map of numbers to numbers, without boxing: no operation makes an object. A view of the {@link
 * KernelMap} that it comes from, and closed with it.
 */
public final class LongMap {
  private static final int LOOKUP = BpfCommand.MAP_LOOKUP_ELEM.value();
  private static final int UPDATE = BpfCommand.MAP_UPDATE_ELEM.value();
  private static final int DELETE = BpfCommand.MAP_DELETE_ELEM.value();

  private final KernelMap<?, ?> map;
  private final Kernel kernel;
  private final Codec.OfLong key;
  private final Codec.OfLong value;

  LongMap(KernelMap<?, ?> map) {
    this.map = map;
    this.kernel = map.kernel();
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
    Scratch scratch = kernel.scratch();
    Block found = scratch.value(value.size());
    long result = map.call(LOOKUP, scratch, encode(scratch, key), found.address(), 0);
    if (result == 0) {
      return value.decodeLong(found.bytes(), 0);
    }
    if (Errno.ENOENT.is(result)) {
      return absent;
    }
    throw map.failure(BpfCommand.MAP_LOOKUP_ELEM, result, "look up a key in");
  }

  /**
   * Stores {@code newValue} for {@code key}.
   *
   * @throws MapFullException if there is no room for a new key
   */
  public void put(long key, long newValue) {
    Scratch scratch = kernel.scratch();
    Block stored = scratch.value(value.size());
    value.encodeLong(newValue, stored.bytes(), 0);
    long result = map.call(UPDATE, scratch, encode(scratch, key), stored.address(), 0);
    if (Errno.E2BIG.is(result)) {
      throw new MapFullException(map.def());
    }
    if (result < 0) {
      throw map.failure(BpfCommand.MAP_UPDATE_ELEM, result, "store a value in");
    }
  }

  /** Removes {@code key}; {@return whether the map had it} */
  public boolean remove(long key) {
    Scratch scratch = kernel.scratch();
    long result = map.call(DELETE, scratch, encode(scratch, key), 0, 0);
    if (result < 0 && !Errno.ENOENT.is(result)) {
      throw map.failure(BpfCommand.MAP_DELETE_ELEM, result, "delete a key from");
    }
    return result == 0;
  }

  private long encode(Scratch scratch, long number) {
    Block encoded = scratch.key(key.size());
    key.encodeLong(number, encoded.bytes(), 0);
    return encoded.address();
  }
}
