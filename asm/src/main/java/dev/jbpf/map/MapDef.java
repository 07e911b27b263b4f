package dev.jbpf.map;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.map.layout.U32;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a map is made from: the same for the kernel and for the virtual machine.
 *
 * @param name the name by which programs refer to it and tools list it: 1 to 15 letters, digits,
 *     underscores and dots
 * @param type the kernel's type of map
 * @param key how keys lie in memory
 * @param value how values lie in memory; of per-CPU types, a {@link PerCpuCodec}
 * @param maxEntries the number of entries; of ring buffers, of bytes
 * @param flags what the kernel is told at creation
 * @param inner what the maps are like that this map holds, if it holds any
 * @param extra the kernel's {@code map_extra}: the number of hash functions of a Bloom filter
 */
public record MapDef<K, V>(
    String name,
    MapType type,
    Codec<K> key,
    Codec<V> value,
    int maxEntries,
    Set<MapFlag> flags,
    Optional<MapDef<?, ?>> inner,
    long extra) {

  /**
   * A definition that the kernel can accept.
   *
   * @throws IllegalArgumentException if the name, a size or the number of entries cannot be right
   *     for the type
   */
  public MapDef {
    flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    MapTypeRules.check(name, type, key, value, maxEntries);
    if (inner.isPresent()) {
      MapTypeRules.checkInner(name, inner.get());
    }
  }

  /** {@return a map of that type, without flags} */
  public static <K, V> MapDef<K, V> of(
      String name, MapType type, Codec<K> key, Codec<V> value, int maxEntries) {
    return new MapDef<>(name, type, key, value, maxEntries, Set.of(), Optional.empty(), 0);
  }

  /** {@return a hash table} */
  public static <K, V> MapDef<K, V> hash(
      String name, Codec<K> key, Codec<V> value, int maxEntries) {
    return of(name, MapType.HASH, key, value, maxEntries);
  }

  /** {@return a hash table that drops the least recently used entry when it is full} */
  public static <K, V> MapDef<K, V> lruHash(
      String name, Codec<K> key, Codec<V> value, int maxEntries) {
    return of(name, MapType.LRU_HASH, key, value, maxEntries);
  }

  /** {@return a hash table with a value for each CPU, in the order of their numbers} */
  public static <K, V> MapDef<K, List<V>> perCpuHash(
      String name, Codec<K> key, Codec<V> value, int maxEntries) {
    return of(name, MapType.PERCPU_HASH, key, Codec.perCpu(value), maxEntries);
  }

  /** {@return an array of {@code maxEntries} values, zero at first} */
  public static <V> MapDef<Integer, V> array(String name, Codec<V> value, int maxEntries) {
    return of(name, MapType.ARRAY, Codec.INDEX, value, maxEntries);
  }

  /** {@return an array with a value for each CPU, in the order of their numbers} */
  public static <V> MapDef<Integer, List<V>> perCpuArray(
      String name, Codec<V> value, int maxEntries) {
    return of(name, MapType.PERCPU_ARRAY, Codec.INDEX, Codec.perCpu(value), maxEntries);
  }

  /**
   * {@return an array of instructions of one program, whose addresses {@code gotox} takes; since
   * Linux 6.19} Java fills it before the program is loaded, and freezes it in the kernel; the
   * program reads the addresses, 8 bytes each, from {@code map_value name, 0}.
   */
  public static MapDef<Integer, InstructionPlace> instructions(String name, int maxEntries) {
    return of(
        name, MapType.INSN_ARRAY, Codec.INDEX, Codec.record(InstructionPlace.class), maxEntries);
  }

  /** {@return a queue: first in, first out} */
  public static <V> MapDef<Nothing, V> queue(String name, Codec<V> value, int maxEntries) {
    return of(name, MapType.QUEUE, Codec.NOTHING, value, maxEntries);
  }

  /** {@return a stack: last in, first out} */
  public static <V> MapDef<Nothing, V> stack(String name, Codec<V> value, int maxEntries) {
    return of(name, MapType.STACK, Codec.NOTHING, value, maxEntries);
  }

  /**
   * {@return a ring buffer}
   *
   * @param bytes its size: a power of two and a multiple of the page's
   */
  public static MapDef<Nothing, Nothing> ringBuffer(String name, int bytes) {
    return of(name, MapType.RINGBUF, Codec.NOTHING, Codec.NOTHING, bytes);
  }

  /**
   * {@return a ring buffer that Java writes and programs read; since Linux 6.1}
   *
   * @param bytes its size: a power of two and a multiple of the page's
   */
  public static MapDef<Nothing, Nothing> userRingBuffer(String name, int bytes) {
    return of(name, MapType.USER_RINGBUF, Codec.NOTHING, Codec.NOTHING, bytes);
  }

  /** {@return {@link #lruHash} with a value for each CPU, in the order of their numbers} */
  public static <K, V> MapDef<K, List<V>> lruPerCpuHash(
      String name, Codec<K> key, Codec<V> value, int maxEntries) {
    return of(name, MapType.LRU_PERCPU_HASH, key, Codec.perCpu(value), maxEntries);
  }

  /**
   * {@return a table of prefixes, of which a lookup finds the longest that fits; since Linux 4.11}
   *
   * @param key a record that starts with a {@code @U32 long} or an {@code int}, the number of bits
   *     that count, and goes on with the bytes they are counted in: {@code record Prefix(int bits,
   *     Inet4Address network)}
   */
  public static <K, V> MapDef<K, V> lpmTrie(
      String name, Codec<K> key, Codec<V> value, int maxEntries) {
    return of(name, MapType.LPM_TRIE, key, value, maxEntries).withFlags(MapFlag.NO_PREALLOC);
  }

  /**
   * {@return a filter: it knows for sure what was never pushed; since Linux 5.16}
   *
   * @param hashes the number of hash functions, 1 to 15
   */
  public static <V> MapDef<Nothing, V> bloomFilter(
      String name, Codec<V> value, int maxEntries, int hashes) {
    return of(name, MapType.BLOOM_FILTER, Codec.NOTHING, value, maxEntries).withExtra(hashes);
  }

  /**
   * {@return an array of programs, for tail calls} Java puts them in by the runtime's {@code
   * KernelMap.put}; its values are descriptors when they are stored, and ids when they are looked
   * up.
   */
  public static MapDef<Integer, Long> progArray(String name, int maxEntries) {
    return of(name, MapType.PROG_ARRAY, Codec.INDEX, Codec.U32, maxEntries);
  }

  /**
   * {@return an array of perf events, one a CPU, through which records go to Java}
   *
   * @param maxEntries as many as there are CPUs
   */
  public static MapDef<Integer, Long> perfEventArray(String name, int maxEntries) {
    return of(name, MapType.PERF_EVENT_ARRAY, Codec.INDEX, Codec.U32, maxEntries);
  }

  /**
   * {@return stack traces by the ids that {@code bpf_get_stackid} returns: addresses, the innermost
   * first, up to a 0}
   *
   * @param depth how many addresses at most: 1 to 127, or {@code kernel.perf_event_max_stack}
   */
  public static MapDef<Integer, long[]> stackTrace(String name, int depth, int maxEntries) {
    return of(name, MapType.STACK_TRACE, Codec.INDEX, Codec.longs(depth), maxEntries);
  }

  /** {@return an array of control groups; its values are descriptors} */
  public static MapDef<Integer, Long> cgroupArray(String name, int maxEntries) {
    return of(name, MapType.CGROUP_ARRAY, Codec.INDEX, Codec.U32, maxEntries);
  }

  /** {@return network interfaces by a number, by their indexes, to redirect to; since 4.14} */
  public static MapDef<Integer, Long> devMap(String name, int maxEntries) {
    return of(name, MapType.DEVMAP, Codec.INDEX, Codec.U32, maxEntries);
  }

  /** {@return network interfaces by a key of 4 bytes, by their indexes; since Linux 5.4} */
  public static MapDef<Long, Long> devMapHash(String name, int maxEntries) {
    return of(name, MapType.DEVMAP_HASH, Codec.U32, Codec.U32, maxEntries);
  }

  /** {@return CPUs to redirect to, with the sizes of their queues; since Linux 4.15} */
  public static MapDef<Integer, Long> cpuMap(String name, int maxEntries) {
    return of(name, MapType.CPUMAP, Codec.INDEX, Codec.U32, maxEntries);
  }

  /** {@return AF_XDP sockets by their queues, by descriptors; since Linux 4.18} */
  public static MapDef<Integer, Long> xskMap(String name, int maxEntries) {
    return of(name, MapType.XSKMAP, Codec.INDEX, Codec.U32, maxEntries);
  }

  /** {@return an array of sockets: descriptors when stored, cookies when looked up; since 4.14} */
  public static MapDef<Integer, Long> sockMap(String name, int maxEntries) {
    return of(name, MapType.SOCKMAP, Codec.INDEX, Codec.U64, maxEntries);
  }

  /** {@return a hash table of sockets, with values as {@link #sockMap}; since Linux 4.18} */
  public static <K> MapDef<K, Long> sockHash(String name, Codec<K> key, int maxEntries) {
    return of(name, MapType.SOCKHASH, key, Codec.U64, maxEntries);
  }

  /** {@return an array of sockets of one port, to choose from, with values as sockMap; 4.19} */
  public static MapDef<Integer, Long> reuseportArray(String name, int maxEntries) {
    return of(name, MapType.REUSEPORT_SOCKARRAY, Codec.INDEX, Codec.U64, maxEntries);
  }

  /** {@return a value for each socket; Java's keys are descriptors of them; since Linux 5.2} */
  public static <V> MapDef<Integer, V> socketStorage(String name, Codec<V> value) {
    return storage(name, MapType.SK_STORAGE, value);
  }

  /** {@return a value for each inode; Java's keys are descriptors of files; since Linux 5.10} */
  public static <V> MapDef<Integer, V> inodeStorage(String name, Codec<V> value) {
    return storage(name, MapType.INODE_STORAGE, value);
  }

  /** {@return a value for each task; Java's keys are pidfds; since Linux 5.11} */
  public static <V> MapDef<Integer, V> taskStorage(String name, Codec<V> value) {
    return storage(name, MapType.TASK_STORAGE, value);
  }

  /** {@return a value for each control group; Java's keys are descriptors; since Linux 6.2} */
  public static <V> MapDef<Integer, V> cgroupStorage(String name, Codec<V> value) {
    return storage(name, MapType.CGRP_STORAGE, value);
  }

  private static <V> MapDef<Integer, V> storage(String name, MapType type, Codec<V> value) {
    return of(name, type, Codec.S32, value, 0).withFlags(MapFlag.NO_PREALLOC);
  }

  /** {@return {@code pages} pages of memory that Java and programs share; since Linux 6.9} */
  public static MapDef<Nothing, Nothing> arena(String name, int pages) {
    return of(name, MapType.ARENA, Codec.NOTHING, Codec.NOTHING, pages).withFlags(MapFlag.MMAPABLE);
  }

  /**
   * {@return an array of maps, each like {@code inner}} Its values are descriptors when they are
   * stored, and ids when they are looked up.
   */
  public static MapDef<Integer, Long> arrayOfMaps(String name, MapDef<?, ?> inner, int maxEntries) {
    return of(name, MapType.ARRAY_OF_MAPS, Codec.INDEX, Codec.U32, maxEntries).withInner(inner);
  }

  /**
   * {@return a hash table of maps, each like {@code inner}; with values as {@link #arrayOfMaps}}
   */
  public static <K> MapDef<K, Long> hashOfMaps(
      String name, Codec<K> key, MapDef<?, ?> inner, int maxEntries) {
    return of(name, MapType.HASH_OF_MAPS, key, Codec.U32, maxEntries).withInner(inner);
  }

  /** {@return the same map with these flags and no others} */
  public MapDef<K, V> withFlags(MapFlag... flags) {
    EnumSet<MapFlag> set = EnumSet.noneOf(MapFlag.class);
    Collections.addAll(set, flags);
    return new MapDef<>(name, type, key, value, maxEntries, set, inner, extra);
  }

  /** {@return the same map for {@code maxEntries} entries} */
  public MapDef<K, V> withMaxEntries(int maxEntries) {
    return new MapDef<>(name, type, key, value, maxEntries, flags, inner, extra);
  }

  /** {@return the same map, holding maps like {@code inner}} */
  public MapDef<K, V> withInner(MapDef<?, ?> inner) {
    return new MapDef<>(name, type, key, value, maxEntries, flags, Optional.of(inner), extra);
  }

  /** {@return the same map with that {@code map_extra}} */
  public MapDef<K, V> withExtra(long extra) {
    return new MapDef<>(name, type, key, value, maxEntries, flags, inner, extra);
  }

  /** {@return the same map in terms of other keys and values} */
  public <A, B> MapDef<A, B> withCodecs(Codec<A> keys, Codec<B> values) {
    return new MapDef<>(name, type, keys, values, maxEntries, flags, inner, extra);
  }

  /**
   * {@return the number of bytes of a value, as the kernel counts them: of per-CPU types, one
   * CPU's}
   */
  public int valueSize() {
    return value instanceof PerCpuCodec<?> all ? all.value().size() : value.size();
  }

  /** {@return whether maps of that type have a value for each CPU} */
  public static boolean isPerCpu(MapType type) {
    return MapTypeRules.PER_CPU.contains(type);
  }

  /**
   * {@return whether {@code other} makes the same map for the kernel: codecs need not be equal to
   * have the same size}
   */
  public boolean isLike(MapDef<?, ?> other) {
    return name.equals(other.name)
        && type == other.type
        && key.size() == other.key.size()
        && valueSize() == other.valueSize()
        && maxEntries == other.maxEntries
        && flags.equals(other.flags);
  }

  /** {@return the kernel's {@code map_flags}} */
  public int flagBits() {
    int bits = 0;
    for (MapFlag flag : flags) {
      bits |= flag.mask();
    }
    return bits;
  }

  /**
   * What an array of instructions holds: {@code struct bpf_insn_array_value}.
   *
   * @param slot the slot of an instruction of the program, as it is given to the kernel
   * @param loaded its slot once the program is loaded, which the kernel tells; {@code 0xffffffff}
   *     if it was removed; 0 before
   * @param compiled where it is in the compiled program, in bytes, which the kernel tells; 0 before
   * @param reserved 0
   */
  public record InstructionPlace(
      @U32 long slot, @U32 long loaded, @U32 long compiled, @U32 long reserved) {

    /** Names the instruction at {@code slot} of the program that will be loaded. */
    public InstructionPlace(long slot) {
      this(slot, 0, 0, 0);
    }
  }
}
