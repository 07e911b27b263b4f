package dev.jbpf.vm.map;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.UpdateFlags;
import dev.jbpf.map.MapDef;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A map in terms of bytes, as programs see it. What fails returns a negated {@link Errno}, as in
 * the kernel. Operations that a kind of map does not have are refused.
 */
public abstract class VmMap {
  private final MapDef<?, ?> def;

  VmMap(MapDef<?, ?> def) {
    this.def = def;
  }

  /** {@return what the map was made from} */
  public final MapDef<?, ?> def() {
    return def;
  }

  /** {@return the address of the value of {@code key} on that CPU, or 0} */
  public long lookup(byte[] key, int cpu) {
    return 0;
  }

  /**
   * {@return a number that is another one once what the kernel kept in the value of {@code key},
   * such as a timer, is gone}
   */
  public long generation(byte[] key) {
    return 0;
  }

  /** Stores {@code value} on that CPU; returns 0 or an error. */
  public int update(byte[] key, byte[] value, long flags, int cpu) {
    return Errno.EOPNOTSUPP.result();
  }

  /** Removes {@code key}; returns 0 or an error. */
  public int delete(byte[] key) {
    return Errno.EINVAL.result();
  }

  /** Adds {@code value} to a map without keys; returns 0 or an error. */
  public int push(byte[] value, long flags) {
    return Errno.EOPNOTSUPP.result();
  }

  /** Takes the next value of a map without keys, writing it to {@code value}. */
  public int pop(byte[] value) {
    return Errno.EOPNOTSUPP.result();
  }

  /** As {@link #pop}, leaving it there; of a Bloom filter, asks for it. */
  public int peek(byte[] value) {
    return Errno.EOPNOTSUPP.result();
  }

  /** {@return the values of {@code key} on all CPUs, each rounded up to 8 bytes if several} */
  Optional<byte[]> read(byte[] key) {
    return Optional.empty();
  }

  /** Stores values as {@link #read} gives them; returns 0 or an error. */
  int write(byte[] key, byte[] values, long flags) {
    return update(key, values, flags, 0);
  }

  /**
   * {@return the bytes of the first value of an array, as programs see and change them; empty for
   * other maps}
   */
  public Optional<ByteBuffer> firstValue() {
    return Optional.empty();
  }

  /** Gives back its memory: nobody uses it any more. */
  void close() {}

  /** {@return the keys, in the order of the map} */
  public List<byte[]> keys() {
    return List.of();
  }

  /**
   * {@return whether no update takes {@code flags}} It must be new, or exist, not both; the flag to
   * lock is for values that have a lock.
   */
  static boolean isUnknown(long flags) {
    return flags < 0 || flags > UpdateFlags.BPF_EXIST;
  }

  static boolean mustBeNew(long flags) {
    return (flags & UpdateFlags.BPF_NOEXIST) != 0;
  }

  static boolean mustExist(long flags) {
    return (flags & UpdateFlags.BPF_EXIST) != 0;
  }
}
