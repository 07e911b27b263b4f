package dev.jbpf.vm.map;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.jbpf.kernel.Errno;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.map.flag.UpdateMode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A map of a world, in terms of Java's types. Where the kernel refuses system calls on a map with
 * the flags {@code RDONLY} or {@code WRONLY}, its methods throw {@link
 * UnsupportedOperationException}.
 */
public final class TypedMap<K, V> implements BpfMap<K, V> {
  private final MapDef<K, V> def;
  private final VmMap map;
  private final Codec<V> value;
  private final int descriptor;
  private final int cpus;

  /** The map of that descriptor, which was made from {@code def}. */
  public TypedMap(MapDef<K, V> def, VmMap map, int descriptor, int cpus) {
    this.def = def;
    this.map = map;
    this.descriptor = descriptor;
    this.cpus = cpus;
    this.value = forCpus(def.value(), cpus);
  }

  @SuppressWarnings("unchecked")
  private static <V> Codec<V> forCpus(Codec<V> value, int cpus) {
    return value instanceof PerCpuCodec<?> all ? (Codec<V>) all.forCpus(cpus) : value;
  }

  @Override
  public MapDef<K, V> def() {
    return def;
  }

  /**
   * {@return the same map in terms of other keys and values}
   *
   * @param values of per-CPU types, a {@link PerCpuCodec}
   * @throws IllegalArgumentException if they are of another size
   */
  public <A, B> TypedMap<A, B> withCodecs(Codec<A> keys, Codec<B> values) {
    MapDef<A, B> other = def.withCodecs(keys, values);
    if (!other.isLike(def)) {
      throw new IllegalArgumentException(
          String.format(
              "map '%s' has keys of %d bytes and values of %d, not of %d and %d",
              def.name(), def.key().size(), def.valueSize(), keys.size(), other.valueSize()));
    }
    return new TypedMap<>(other, map, descriptor, cpus);
  }

  /** {@return the number that stands for the map in a program and in maps of maps} */
  public int descriptor() {
    return descriptor;
  }

  /** {@return the map in terms of bytes} */
  public VmMap raw() {
    return map;
  }

  @Override
  public Optional<V> lookup(K key) {
    refuse(MapFlag.WRONLY, "read");
    return map.read(encode(def.key(), key)).map(bytes -> decode(value, bytes));
  }

  @Override
  public boolean update(K key, V newValue, UpdateMode mode) {
    refuse(MapFlag.RDONLY, "changed");
    int error = map.write(encode(def.key(), key), encode(value, newValue), mode.value());
    if (Errno.EEXIST.is(error) || Errno.ENOENT.is(error)) {
      return false;
    }
    if (Errno.E2BIG.is(error) || Errno.ENOSPC.is(error)) {
      throw MapFullException.of(def, key);
    }
    if (Errno.EINVAL.is(error)) {
      throw new IllegalArgumentException("map " + def.name() + " takes no such key or flags");
    }
    if (error != 0) {
      throw unsupported("stored");
    }
    return true;
  }

  @Override
  public boolean delete(K key) {
    refuse(MapFlag.RDONLY, "changed");
    int error = map.delete(encode(def.key(), key));
    if (Errno.EINVAL.is(error)) {
      throw unsupported("deleted");
    }
    return error == 0;
  }

  /** The flags are for system calls, EPERM there; programs have flags of their own. */
  private void refuse(MapFlag flag, String what) {
    if (def.flags().contains(flag)) {
      throw new UnsupportedOperationException(
          "map " + def.name() + " cannot be " + what + " from outside of programs: it is " + flag);
    }
  }

  private UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException(
        "keys of map "
            + def.name()
            + " cannot be "
            + what
            + ": it is a "
            + def.type().kernelName());
  }

  @Override
  public Iterable<K> keys() {
    refuse(MapFlag.WRONLY, "read");
    return () -> map.keys().stream().map(bytes -> decode(def.key(), bytes)).iterator();
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() {
    List<Map.Entry<K, V>> entries = new ArrayList<>();
    for (K key : keys()) {
      lookup(key).ifPresent(found -> entries.add(Map.entry(key, found)));
    }
    return entries;
  }

  private static <T> byte[] encode(Codec<T> codec, T object) {
    byte[] bytes = new byte[codec.size()];
    codec.encode(object, ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN), 0);
    return bytes;
  }

  private static <T> T decode(Codec<T> codec, byte[] bytes) {
    return codec.decode(ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN), 0);
  }

  @Override
  public String toString() {
    return "map " + def.name();
  }
}
