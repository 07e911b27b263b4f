package dev.jbpf.vm.map;

import dev.jbpf.map.MapDef;
import dev.jbpf.vm.memory.AddressSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The maps of a world, by descriptor. Descriptors start at 3, as those of a process do. */
public final class MapTable {
  private static final int FIRST = 3;

  private final AddressSpace space;
  private final int cpus;
  private final List<VmMap> maps = new ArrayList<>();

  /** No maps yet, for values in {@code space} and that many CPUs. */
  public MapTable(AddressSpace space, int cpus) {
    this.space = space;
    this.cpus = cpus;
  }

  /**
   * {@return the descriptor of a new map}
   *
   * @throws IllegalArgumentException if the definition is one that the kernel refuses, or of a type
   *     that needs a kernel
   */
  public synchronized int create(MapDef<?, ?> def) {
    maps.add(make(def));
    return FIRST + maps.size() - 1;
  }

  private VmMap make(MapDef<?, ?> def) {
    CreationRules.check(def);
    return switch (def.type()) {
      case ARRAY -> new ArrayMap(space, def, 1);
      case PERCPU_ARRAY -> new ArrayMap(space, def, cpus);
      case HASH -> new HashTable(space, def, 1, false);
      case PERCPU_HASH -> new HashTable(space, def, cpus, false);
      case LRU_HASH -> new HashTable(space, def, 1, true);
      case LRU_PERCPU_HASH -> new HashTable(space, def, cpus, true);
      case LPM_TRIE -> new LpmTrie(space, def);
      case QUEUE -> new QueueMap(def, false);
      case STACK -> new QueueMap(def, true);
      case BLOOM_FILTER -> new BloomFilter(def);
      case RINGBUF -> new RingBuffer(space, def);
      case PERF_EVENT_ARRAY -> new PerfEventArray(def);
      case PROG_ARRAY -> new ReferenceMap(def, true, descriptor -> 0);
      case ARRAY_OF_MAPS -> new ReferenceMap(def, true, AddressSpace::mapHandle);
      case HASH_OF_MAPS -> new ReferenceMap(def, false, AddressSpace::mapHandle);
      case STACK_TRACE -> new HashTable(space, def, 1, false);
      default ->
          throw new IllegalArgumentException(
              "map " + def.name() + ": " + def.type().kernelName() + " needs a kernel");
    };
  }

  /** {@return the map of that descriptor} */
  public synchronized Optional<VmMap> get(int descriptor) {
    int index = descriptor - FIRST;
    return index >= 0 && index < maps.size() ? Optional.of(maps.get(index)) : Optional.empty();
  }

  /** {@return the address of byte {@code offset} of the first value, of arrays only} */
  public OptionalLong valueAddress(int descriptor, int offset) {
    return get(descriptor)
        .filter(map -> map instanceof ArrayMap && offset >= 0 && offset < map.def().valueSize())
        .map(map -> OptionalLong.of(((ArrayMap) map).address(offset)))
        .orElse(OptionalLong.empty());
  }

  /** {@return the descriptors of the maps, in the order of their creation} */
  public synchronized List<Integer> descriptors() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      all.add(FIRST + i);
    }
    return all;
  }
}
