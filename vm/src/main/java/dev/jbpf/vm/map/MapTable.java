package dev.jbpf.vm.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.memory.AddressSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The maps of a world, by descriptor. Descriptors start at 3, as those of a process do, and are not
 * given again.
 */
public final class MapTable {
  private static final int FIRST = 3;

  private static final int MANY = 1 << 20;

  private final AddressSpace space;
  private final int cpus;
  private final Environment environment;
  private final List<Optional<VmMap>> maps = new ArrayList<>();

  /** No maps yet, for values in {@code space} and that many CPUs. */
  @SuppressWarnings("exports") // Only a Vm has a space to give.
  public MapTable(AddressSpace space, int cpus, Environment environment) {
    this.space = space;
    this.cpus = cpus;
    this.environment = environment;
  }

  /** {@return how many CPUs there are} */
  public int cpus() {
    return cpus;
  }

  /**
   * {@return the descriptor of a new map}
   *
   * @throws IllegalArgumentException if the definition is one that the kernel refuses, or of a type
   *     that needs a kernel
   */
  public synchronized int create(MapDef<?, ?> def) {
    maps.add(Optional.of(make(def)));
    return FIRST + maps.size() - 1;
  }

  private VmMap make(MapDef<?, ?> def) {
    CreationRules.check(def);
    return switch (def.type()) {
      case ARRAY, PERCPU_ARRAY -> new ArrayMap(space, def, cpus);
      case HASH, RHASH, PERCPU_HASH -> new HashTable(space, def, cpus, false);
      case LRU_HASH, LRU_PERCPU_HASH -> new HashTable(space, def, cpus, true);
      case LPM_TRIE -> new LpmTrie(space, def);
      case QUEUE -> new QueueMap(def, false, space.allowance());
      case STACK -> new QueueMap(def, true, space.allowance());
      case BLOOM_FILTER -> new BloomFilter(def, space.allowance());
      case RINGBUF -> new RingBuffer(space, def);
      case PERF_EVENT_ARRAY -> new PerfEventArray(def, space.allowance(), cpus);
      case DEVMAP, CPUMAP, XSKMAP, PROG_ARRAY -> new ReferenceMap(def, true, descriptor -> 0);
      case CGROUP_ARRAY, REUSEPORT_SOCKARRAY, SOCKMAP -> new ReferenceMap(def, true, this::object);
      case SOCKHASH -> new ReferenceMap(def, false, this::object);
      case SK_STORAGE, TASK_STORAGE, INODE_STORAGE, CGRP_STORAGE -> owned(def);
      case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> owned(def);
      case USER_RINGBUF -> new UserRingBuffer(def);
      case ARENA -> new Arena(space, def);
      case ARRAY_OF_MAPS -> new ReferenceMap(def, true, AddressSpace::mapHandle);
      case HASH_OF_MAPS -> new ReferenceMap(def, false, AddressSpace::mapHandle);
      case DEVMAP_HASH -> new ReferenceMap(def, false, descriptor -> 0);
      case INSN_ARRAY -> new InstructionArray(space, def);
      case STACK_TRACE -> new HashTable(space, inBuckets(def), cpus, false);
      default ->
          throw new IllegalArgumentException(
              "map " + def.name() + ": " + def.type().kernelName() + " needs a kernel");
    };
  }

  /** Each stack has its bucket, of which there are a power of two. */
  private static MapDef<?, ?> inBuckets(MapDef<?, ?> def) {
    int most = Integer.highestOneBit(Integer.MAX_VALUE);
    int entries = Math.min(def.maxEntries(), most);
    return def.withMaxEntries(Integer.highestOneBit(Math.max(entries * 2 - 1, 1)));
  }

  /** As many values as there are objects, which nobody counts. */
  private VmMap owned(MapDef<?, ?> def) {
    return new HashTable(space, def.withMaxEntries(MANY), cpus, false, EntryPlaces.Reuse.LATER);
  }

  private long object(int descriptor) {
    return environment.object(descriptor).map(space.objects()::address).orElse(0L);
  }

  /** {@return the map of that descriptor} */
  public synchronized Optional<VmMap> get(int descriptor) {
    int index = descriptor - FIRST;
    return index >= 0 && index < maps.size() ? maps.get(index) : Optional.empty();
  }

  /** Takes the map of that descriptor away and gives its memory back. */
  public synchronized void drop(int descriptor) {
    get(descriptor).ifPresent(VmMap::close);
    maps.set(descriptor - FIRST, Optional.empty());
  }

  /** {@return the address of byte {@code offset} of the only value, of arrays with one only} */
  public OptionalLong valueAddress(int descriptor, int offset) {
    Optional<VmMap> map = get(descriptor);
    if (map.isPresent() && map.get() instanceof InstructionArray instructions) {
      return instructions.address(offset);
    }
    return map.filter(found -> found instanceof ArrayMap array && array.isAddressable(offset))
        .map(array -> OptionalLong.of(((ArrayMap) array).address(offset)))
        .orElse(OptionalLong.empty());
  }

  /**
   * {@return the slots that the map of that descriptor names, if it is an array of instructions}
   */
  public List<Integer> places(int descriptor) {
    return get(descriptor)
        .filter(InstructionArray.class::isInstance)
        .map(map -> ((InstructionArray) map).places())
        .orElse(List.of());
  }

  /** {@return the descriptor of the map that was made as number {@code index}, from 0} */
  public synchronized Optional<Integer> descriptorAt(int index) {
    return get(FIRST + index).map(map -> FIRST + index);
  }
}
