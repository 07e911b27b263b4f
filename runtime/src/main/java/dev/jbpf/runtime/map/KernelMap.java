package dev.jbpf.runtime.map;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.info.MapInfo;
import dev.jbpf.runtime.pin.BpfFileSystem;
import dev.jbpf.runtime.pin.Pins;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.types.LoadedMapTypes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/**
 * A map that the kernel keeps. Thread-safe, as the kernel's maps are; what another thread, or a
 * program, changes is seen at once.
 *
 * <p>Closing it closes this process's descriptor: the map lives on while a loaded program or a pin
 * refers to it. The garbage collector does not close it.
 */
public final class KernelMap<K, V> implements BpfMap<K, V>, AutoCloseable {
  private final BpfCalls calls;
  private final MapDef<K, V> def;
  private final Descriptor descriptor;
  private final Codec<V> value;
  private final MapElements<K, V> elements;

  KernelMap(BpfCalls calls, MapDef<K, V> def, Descriptor descriptor) {
    this.calls = calls;
    this.def = def;
    this.descriptor = descriptor;
    this.value = inTransit(def.value());
    this.elements = new MapElements<>(calls, def, descriptor, def.key(), value);
  }

  /** A per-CPU codec of a definition does not know how many CPUs the machine has. */
  @SuppressWarnings("unchecked")
  private static <V> Codec<V> inTransit(Codec<V> value) {
    return value instanceof PerCpuCodec<?> all ? (Codec<V>) all.forCpus(Cpus.possible()) : value;
  }

  /** Tells the kernel the names of records; where it does not take them, it goes without. */
  @SuppressWarnings("exports")
  public static <K, V> KernelMap<K, V> create(BpfCalls calls, MapDef<K, V> def) {
    return MapMaker.described(calls, def);
  }

  /** {@return a new map whose keys and values have these types} */
  @SuppressWarnings("exports")
  public static <K, V> KernelMap<K, V> create(
      BpfCalls calls, MapDef<K, V> def, Optional<LoadedMapTypes> types) {
    return create(calls, def, types, Making.USUAL);
  }

  /**
   * What a map is made with besides its definition.
   *
   * @param numaNode whose memory it takes
   * @param device the number of the network interface that keeps it
   * @param exclusiveTo the SHA-256 of the one program that may use it; since Linux 6.18
   * @param inner the types of keys and values of the maps that it holds
   */
  @SuppressWarnings("exports")
  public record Making(
      OptionalInt numaNode,
      OptionalInt device,
      Optional<byte[]> exclusiveTo,
      Optional<LoadedMapTypes> inner) {
    /** Nothing. */
    public static final Making USUAL =
        new Making(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

    /** {@return the same, whose inner maps have no types} */
    public Making withUntypedInner() {
      return new Making(numaNode, device, exclusiveTo, Optional.empty());
    }
  }

  /** {@return the same, made with what no definition says} */
  @SuppressWarnings("exports")
  public static <K, V> KernelMap<K, V> create(
      BpfCalls calls, MapDef<K, V> def, Optional<LoadedMapTypes> types, Making making) {
    return MapMaker.create(calls, def, types, making);
  }

  /** {@return a new descriptor of the map of that number} */
  @SuppressWarnings("exports")
  public static int open(BpfCalls calls, long id) {
    Struct attr = calls.scratch().attr().set(AttrField.ID_START_ID, id);
    return calls.require(BpfCommand.MAP_GET_FD_BY_ID, attr, "cannot open map number " + id);
  }

  /**
   * {@return the map behind an open descriptor}
   *
   * @throws IllegalArgumentException if it is not as {@code def} says: one of other sizes would be
   *     written beyond the end of a key or a value
   */
  @SuppressWarnings("exports")
  public static <K, V> KernelMap<K, V> opened(BpfCalls calls, int fd, MapDef<K, V> def) {
    return MapOpening.of(calls, fd, def);
  }

  /** {@return the map behind an open descriptor} */
  static <K, V> KernelMap<K, V> of(BpfCalls calls, MapDef<K, V> def, int fd) {
    return new KernelMap<>(calls, def, new Descriptor(calls.syscalls(), "map " + def.name(), fd));
  }

  @Override
  public MapDef<K, V> def() {
    return def;
  }

  /**
   * {@return the same map with keys and values as {@code other} says} Closing one closes the other.
   *
   * @throws IllegalArgumentException if {@code other} is of another type, or its sizes differ
   */
  public <A, B> KernelMap<A, B> as(MapDef<A, B> other) {
    if (other.type() != def.type()
        || other.key().size() != def.key().size()
        || other.valueSize() != def.valueSize()
        || other.maxEntries() != def.maxEntries()) {
      throw new IllegalArgumentException(
          this + " is not as " + other + " says: it was made from " + def);
    }
    return new KernelMap<>(calls, other, descriptor);
  }

  /** {@return the map's descriptor, for other parts of this library} */
  @SuppressWarnings("exports")
  public Descriptor descriptor() {
    return descriptor;
  }

  @Override
  public Optional<V> lookup(K key) {
    return elements.lookup(key);
  }

  /**
   * Removes {@code key}, or the next element of a queue or stack; returns its value, if the map had
   * it. Hash tables since Linux 5.14, queues and stacks since 4.20.
   */
  public Optional<V> take(K key) {
    return elements.take(key);
  }

  /**
   * Looks up a key and its value as bytes, without making an object.
   *
   * @return whether the map has the key; if not, {@code found} is as it was
   * @throws IllegalArgumentException if an array is not of the right length
   */
  public boolean lookup(byte[] key, byte[] found) {
    return elements.lookup(key, found);
  }

  /**
   * {@return this map with numbers as keys, without boxing}
   *
   * @throws IllegalArgumentException if its keys are no numbers
   */
  public LongKeyMap<V> longKeys() {
    return new LongKeyMap<>(this, elements);
  }

  /**
   * {@return this map's numbers without boxing}
   *
   * @throws IllegalArgumentException if its keys or values are no numbers
   */
  public LongMap longs() {
    return new LongMap(this, elements);
  }

  /**
   * {@return this array's memory, read and written without a system call; since Linux 5.5}
   *
   * @throws IllegalArgumentException if it is no array with the flag {@code MMAPABLE}, or has 2 GiB
   *     or more
   * @throws SyscallException if the kernel refuses
   */
  public MappedArray<V> mapped() {
    return MappedArray.of(calls, this);
  }

  /**
   * Puts a program into this array of programs, for tail calls. The kernel empties the array when
   * the last descriptor of it is closed, though programs that use it are still loaded.
   *
   * @throws IllegalArgumentException if this is no array of programs
   * @throws BpfSyscallException if the kernel refuses: all programs of an array are of one type
   */
  public void put(int index, TailCallTarget program) {
    if (def.type() != MapType.PROG_ARRAY) {
      throw new IllegalArgumentException(this + " is no array of programs: " + def.type());
    }
    int fd = program.descriptor().acquire();
    try {
      as(MapDef.progArray(def.name(), def.maxEntries())).update(index, (long) fd);
    } finally {
      program.descriptor().release();
    }
  }

  /**
   * Lets nobody write to it any more but programs; since Linux 5.2.
   *
   * @throws BpfSyscallException if the kernel refuses
   */
  public void freeze() {
    withDescriptor(
        fd ->
            calls.require(
                BpfCommand.MAP_FREEZE,
                calls.scratch().attr().set(AttrField.ELEMENT_MAP_FD, fd),
                "cannot freeze " + this));
  }

  /**
   * Gives it a name in the BPF file system: it lives on there until the file is deleted.
   *
   * @param file a file that is not there yet, in a folder of bpffs, which is mounted there as
   *     {@link BpfFileSystem#mount} does if it is not
   * @throws BpfSyscallException if the kernel refuses
   */
  public void pin(Path file) {
    Pins.pin(calls, descriptor, file);
  }

  private void withDescriptor(IntConsumer action) {
    int fd = descriptor.acquire();
    try {
      action.accept(fd);
    } finally {
      descriptor.release();
    }
  }

  @Override
  public boolean update(K key, V newValue, UpdateMode mode) {
    return elements.update(key, newValue, mode);
  }

  @Override
  public boolean delete(K key) {
    return elements.delete(key);
  }

  @Override
  public Iterable<K> keys() {
    return () -> BatchIterator.keys(this).orElseGet(() -> new KeyIterator<>(this));
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() {
    return () ->
        BatchIterator.entries(this)
            .orElseGet(() -> new EntryIterator<>(this, new KeyIterator<>(this)));
  }

  /**
   * {@return room for that many elements, to look up, store and delete them in one call}
   *
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public MapBatch<K, V> batch(int capacity) {
    return new MapBatch<>(this, capacity);
  }

  /**
   * {@return the bytes of the key that follows {@code key}; of the first one, if {@code key} is
   * empty or is not in the map any more}
   */
  Optional<byte[]> nextKey(Optional<byte[]> key) {
    return elements.next(key);
  }

  BpfCalls calls() {
    return calls;
  }

  /** {@return the codec of values as they go to the kernel} */
  Codec<V> valueCodec() {
    return value;
  }

  BpfSyscallException failure(BpfCommand command, long result, String doing) {
    return MapAccessErrors.of(calls, def, descriptor, command, result, doing);
  }

  /** {@return what the kernel knows about the map} */
  public MapInfo info() {
    return MapInfo.of(calls, descriptor);
  }

  @Override
  public void close() {
    descriptor.close();
  }

  @Override
  public String toString() {
    return descriptor.toString();
  }
}
