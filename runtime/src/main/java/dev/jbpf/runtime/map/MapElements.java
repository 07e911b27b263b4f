package dev.jbpf.runtime.map;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Lease;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations on one element of a map, which programs spend their time in: what can be known
 * beforehand is kept in fields, and no call makes an object but its result.
 *
 * @param <K> what keys are in Java
 * @param <V> what values are in Java
 */
final class MapElements<K, V> {
  private static final int LOOKUP = BpfCommand.MAP_LOOKUP_ELEM.value();
  private static final int UPDATE = BpfCommand.MAP_UPDATE_ELEM.value();
  private static final int DELETE = BpfCommand.MAP_DELETE_ELEM.value();
  private static final int TAKE = BpfCommand.MAP_LOOKUP_AND_DELETE_ELEM.value();
  private static final int NEXT_KEY = BpfCommand.MAP_GET_NEXT_KEY.value();

  private final BpfCalls calls;
  private final MapDef<?, ?> def;
  private final Descriptor descriptor;
  private final Codec<K> key;
  private final Codec<V> value;
  private final int keySize;
  private final int valueSize;
  private final int valueAt;
  private final boolean isStacks;

  /**
   * Mostly the same thread comes again; a race only makes one look for its own. Threads that take
   * turns do not each put theirs here at every turn: they would wait for each other's caches.
   */
  private @Nullable Lease lastLease;

  MapElements(
      BpfCalls calls, MapDef<?, ?> def, Descriptor descriptor, Codec<K> key, Codec<V> value) {
    this.calls = calls;
    this.def = def;
    this.descriptor = descriptor;
    this.key = key;
    this.value = value;
    this.keySize = key.size();
    this.valueSize = value.size();
    this.valueAt = Lease.valueAt(keySize);
    this.isStacks = def.type() == MapType.STACK_TRACE;
  }

  /** {@return the calling thread's permission to use the map} */
  Lease lease() {
    Lease last = lastLease;
    return last != null && last.isMine() ? last : otherLease();
  }

  private Lease otherLease() {
    Lease mine = descriptor.lease(keySize, valueSize);
    if (lastLease == null || mine.isToBeRemembered()) {
      lastLease = mine;
    }
    return mine;
  }

  /** {@return where the value is in a lease's memory} */
  int valueAt() {
    return valueAt;
  }

  Optional<V> lookup(K wanted) {
    return isStacks && wanted instanceof Number number && isNoStack(number.longValue())
        ? Optional.empty()
        : lookup(withKey(wanted));
  }

  /** Programs get the negative of an error for the number of a stack that was not kept. */
  boolean isNoStack(long wanted) {
    return isStacks && wanted < 0;
  }

  /** {@return the value of the key in memory} */
  Optional<V> lookup(Lease lease) {
    return find(lease) ? Optional.of(value(lease)) : Optional.empty();
  }

  private V value(Lease lease) {
    return value.decode(lease.memory(), valueAt);
  }

  Optional<V> take(K wanted) {
    Lease lease = withKey(wanted);
    long result = lease.get(TAKE);
    return isFound(result, BpfCommand.MAP_LOOKUP_AND_DELETE_ELEM, "take a value from")
        ? Optional.of(value(lease))
        : Optional.empty();
  }

  boolean lookup(byte[] wanted, byte[] found) {
    requireLength("key", wanted.length, keySize);
    requireLength("value", found.length, valueSize);
    Lease lease = lease();
    ByteBuffer memory = lease.memory().put(Lease.KEY, wanted);
    if (!find(lease)) {
      return false;
    }
    memory.get(valueAt, found);
    return true;
  }

  private void requireLength(String what, int length, int wanted) {
    if (length != wanted) {
      throw new IllegalArgumentException(
          "a " + what + " of " + length + " bytes, those of " + descriptor + " have " + wanted);
    }
  }

  boolean update(K wanted, V newValue, UpdateMode mode) {
    return update(withKey(wanted), newValue, mode);
  }

  /** Stores {@code newValue} for the key in memory; as {@link #store}. */
  boolean update(Lease lease, V newValue, UpdateMode mode) {
    value.encode(newValue, lease.memory(), valueAt);
    return store(lease, mode);
  }

  boolean delete(K wanted) {
    return remove(withKey(wanted));
  }

  /** {@return the key that follows {@code before}; of the first one, if that is empty or gone} */
  Optional<byte[]> next(Optional<byte[]> before) {
    Lease lease = lease();
    ByteBuffer memory = lease.memory();
    before.ifPresent(bytes -> memory.put(Lease.KEY, bytes));
    long result = before.isPresent() ? lease.get(NEXT_KEY) : lease.getFirst(NEXT_KEY);
    if (!isFound(result, BpfCommand.MAP_GET_NEXT_KEY, "go through the keys of")) {
      return Optional.empty();
    }
    byte[] next = new byte[keySize];
    memory.get(valueAt, next);
    return Optional.of(next);
  }

  private Lease withKey(K wanted) {
    Lease lease = lease();
    try {
      key.encode(wanted, lease.memory(), Lease.KEY);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "key " + text(wanted) + " of " + descriptor + ": " + e.getMessage(), e);
    }
    return lease;
  }

  private static String text(Object key) {
    return key instanceof byte[] bytes ? HexFormat.ofDelimiter(" ").formatHex(bytes) : "" + key;
  }

  /** {@return whether the map has the key in memory; its value is there then, too} */
  boolean find(Lease lease) {
    return isFound(lease.get(LOOKUP), BpfCommand.MAP_LOOKUP_ELEM, "look up a key in");
  }

  private boolean isFound(long result, BpfCommand command, String doing) {
    return result == 0 || wasNotFound(result, command, doing);
  }

  private boolean wasNotFound(long result, BpfCommand command, String doing) {
    if (Errno.ENOENT.is(result)) {
      return false;
    }
    throw failure(command, result, doing);
  }

  /** Stores key and value in memory; {@return false where the mode did not allow it} */
  boolean store(Lease lease, UpdateMode mode) {
    long result = lease.put(UPDATE, mode.value());
    return result == 0 || wasNotStored(lease, result, mode);
  }

  private boolean wasNotStored(Lease lease, long result, UpdateMode mode) {
    if (mode == UpdateMode.INSERT && Errno.EEXIST.is(result)
        || mode == UpdateMode.REPLACE && Errno.ENOENT.is(result)) {
      return false;
    }
    if (Errno.E2BIG.is(result) || Errno.ENOSPC.is(result)) {
      throw MapFullException.of(def, key.decode(lease.memory(), Lease.KEY));
    }
    throw failure(BpfCommand.MAP_UPDATE_ELEM, result, "store a value in");
  }

  /** Removes the key in memory; {@return whether the map had it} */
  boolean remove(Lease lease) {
    long result = lease.remove(DELETE);
    return result == 0 || wasNotRemoved(result);
  }

  private boolean wasNotRemoved(long result) {
    if (Errno.EINVAL.is(result) || Errno.EOPNOTSUPP.is(result) || Errno.ENOTSUPP.is(result)) {
      throw new UnsupportedOperationException(
          "keys of map " + def.name() + " cannot be deleted: it is a " + def.type().kernelName());
    }
    if (Errno.ENOENT.is(result)) {
      return false;
    }
    throw failure(BpfCommand.MAP_DELETE_ELEM, result, "delete a key from");
  }

  private BpfSyscallException failure(BpfCommand command, long result, String doing) {
    return MapAccessErrors.of(calls, def, descriptor, command, result, doing);
  }
}
