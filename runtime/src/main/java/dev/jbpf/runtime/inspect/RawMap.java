package dev.jbpf.runtime.inspect;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A map as bytes, whoever made it. A value is a list of bytes for each CPU where the map has one
 * for each, and else a list of one.
 */
public final class RawMap implements AutoCloseable {
  private final Kernel kernel;
  private final MapDetails details;
  private final KernelMap<byte[], ?> map;

  private RawMap(Kernel kernel, MapDetails details, KernelMap<byte[], ?> map) {
    this.kernel = kernel;
    this.details = details;
    this.map = map;
  }

  /** A key and its values. */
  public record Entry(byte[] key, List<byte[]> values) {}

  /**
   * {@return the map of that number}
   *
   * @throws BpfSyscallException if there is none, or the kernel refuses
   * @throws UnsupportedOperationException if it is of a type that is newer than this library
   */
  public static RawMap open(Kernel kernel, long id) {
    try (Inspected object = new Inspector(kernel).open(ObjectKind.MAP, id)) {
      MapDetails details = object.map();
      MapType type =
          MapType.of((int) details.type())
              .orElseThrow(
                  () ->
                      new UnsupportedOperationException(
                          "map number "
                              + id
                              + " is of type "
                              + details.type()
                              + ", which is newer than this library"));
      return new RawMap(kernel, details, kernel.openMap(id, def(details, type)));
    }
  }

  private static MapDef<byte[], ?> def(MapDetails details, MapType type) {
    Codec<byte[]> value = new RawBytes(details.valueSize());
    int entries = (int) Math.min(details.maxEntries(), Integer.MAX_VALUE);
    String name = details.name().isEmpty() ? "unnamed" : details.name();
    Codec<byte[]> key = new RawBytes(details.keySize());
    return MapDef.isPerCpu(type)
        ? MapDef.of(name, type, key, Codec.perCpu(value), entries)
        : MapDef.of(name, type, key, value, entries);
  }

  /** {@return what the kernel told of it when it was opened} */
  public MapDetails details() {
    return details;
  }

  /** {@return the map, for what takes one} */
  public KernelMap<byte[], ?> map() {
    return map;
  }

  /**
   * {@return the key behind {@code key}; the first one, if none is given or the map has it not}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public Optional<byte[]> keyAfter(Optional<byte[]> key) {
    NativeMemory next = NativeMemory.ofSize(kernel.calls().syscalls(), details.keySize());
    Optional<NativeMemory> known =
        key.map(bytes -> NativeMemory.copyOf(kernel.calls().syscalls(), bytes));
    Struct attr = kernel.calls().scratch().attr().set(AttrField.ELEMENT_NEXT_KEY, next.address());
    known.ifPresent(memory -> attr.set(AttrField.ELEMENT_KEY, memory.address()));
    attr.set(AttrField.ELEMENT_MAP_FD, map.descriptor().acquire());
    try {
      kernel.calls().require(BpfCommand.MAP_GET_NEXT_KEY, attr, "cannot go through the keys");
      byte[] found = new byte[details.keySize()];
      next.bytes().get(0, found);
      return Optional.of(found);
    } catch (BpfSyscallException e) {
      if (e.errno().equals(Errno.ENOENT)) {
        return Optional.empty();
      }
      throw e;
    } finally {
      map.descriptor().release();
      Reference.reachabilityFence(known);
      Reference.reachabilityFence(next);
    }
  }

  /** {@return its entries, as they are found: others may change them meanwhile} */
  public Iterable<Entry> entries() {
    return () -> iterator(map.entries().iterator());
  }

  private static Iterator<Entry> iterator(Iterator<? extends Map.Entry<byte[], ?>> entries) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Entry next() {
        Map.Entry<byte[], ?> entry = entries.next();
        return new Entry(entry.getKey(), values(entry.getValue()));
      }
    };
  }

  private static List<byte[]> values(Object value) {
    return value instanceof List<?> all
        ? all.stream().map(byte[].class::cast).toList()
        : List.of((byte[]) value);
  }

  /**
   * {@return the values of {@code key}; of queues and stacks, whose keys have no bytes, the next
   * element}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public Optional<List<byte[]>> lookup(byte[] key) {
    return map.lookup(key).map(RawMap::values);
  }

  /**
   * Removes {@code key}, or the next element of a queue or stack; returns its values, if the map
   * had it.
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public Optional<List<byte[]>> take(byte[] key) {
    return map.take(key).map(RawMap::values);
  }

  /**
   * Stores values.
   *
   * @param values one, or one for each CPU
   * @return whether it is stored; not if {@code mode} does not allow it
   * @throws BpfSyscallException if the kernel refuses
   */
  public boolean update(byte[] key, List<byte[]> values, UpdateMode mode) {
    return store(map, key, values, mode);
  }

  @SuppressWarnings("unchecked")
  private static <V> boolean store(
      KernelMap<byte[], V> map, byte[] key, List<byte[]> values, UpdateMode mode) {
    boolean isPerCpu = MapDef.isPerCpu(map.def().type());
    return map.update(key, (V) (isPerCpu ? values : values.get(0)), mode);
  }

  /**
   * {@return whether the map had {@code key}, which it has no more}
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public boolean delete(byte[] key) {
    return map.delete(key);
  }

  /**
   * Lets nobody write to it any more but programs; since Linux 5.2.
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public void freeze() {
    map.freeze();
  }

  @Override
  public void close() {
    map.close();
  }
}
