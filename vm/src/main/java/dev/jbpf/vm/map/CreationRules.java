package dev.jbpf.vm.map;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.PerCpuCodec;
import dev.jbpf.map.flag.MapFlag;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which definitions the kernel refuses.
 *
 * <p>Source: the functions {@code map_alloc_check} and {@code map_alloc} of the types, in {@code
 * kernel/bpf} of Linux 6.18.
 */
final class CreationRules {
  private static final Set<MapFlag> ACCESS =
      EnumSet.of(
          MapFlag.NUMA_NODE,
          MapFlag.RDONLY,
          MapFlag.WRONLY,
          MapFlag.RDONLY_PROG,
          MapFlag.WRONLY_PROG);

  /** Values that belong to something, of which nobody knows how many there will be. */
  private static final Set<MapType> OWNED =
      EnumSet.of(
          MapType.SK_STORAGE,
          MapType.TASK_STORAGE,
          MapType.INODE_STORAGE,
          MapType.CGRP_STORAGE,
          MapType.CGROUP_STORAGE,
          MapType.PERCPU_CGROUP_STORAGE);

  /** What the values of sockets and tasks have at most: what the kernel copies in one piece. */
  private static final int OWNED_MAX = 65_423;

  private static final int PAGES_MAX = 1 << 20;

  /** An LPM trie's key: four bytes that say how many bits count, and the bits. */
  private static final int TRIE_KEY_MIN = 5;

  private static final int TRIE_KEY_MAX = 260;

  private static final int DESCRIPTOR = 4;
  private static final int PAGE = 4_096;

  /** What a value may have on each CPU, rounded up to 8. */
  private static final int PER_CPU_MAX = 32_768;

  /** What the kernel allocates in one piece: an element of a hash, with its key and links. */
  private static final int PIECE_MAX = 4 << 20;

  private static final int HASH_LINKS = 48;
  private static final int TRIE_LINKS = 288;

  /** Above, there are more buckets than the kernel counts. */
  private static final int HASH_ENTRIES_MAX = 1 << 28;

  /** How many entries a resizable hash can expect at first. */
  private static final int EXPECTED_MAX = 0xffff;

  /** How many hash functions a Bloom filter can have. */
  private static final int FUNCTIONS_MAX = 15;

  /** The bytes of a {@code struct bpf_stack_build_id}. */
  private static final int BUILD_ID = 32;

  private static final int FRAMES_MAX = 127;

  private final MapDef<?, ?> def;

  private CreationRules(MapDef<?, ?> def) {
    this.def = def;
  }

  /**
   * Accepts {@code def}.
   *
   * @throws IllegalArgumentException if the kernel would not
   */
  static void check(MapDef<?, ?> def) {
    new CreationRules(def).check();
  }

  private void check() {
    if (OWNED.contains(def.type())) {
      require(def.maxEntries() == 0, "it has as many entries as there are owners: say 0");
    } else {
      require(def.maxEntries() != 0, "it has room for no entry");
    }
    checkExtra();
    requireNotBoth(MapFlag.RDONLY, MapFlag.WRONLY);
    requireNotBoth(MapFlag.RDONLY_PROG, MapFlag.WRONLY_PROG);
    for (MapFlag flag : def.flags()) {
      require(allowed().contains(flag), def.type().kernelName() + " has no flag " + flag);
    }
    checkSizes();
  }

  private void checkExtra() {
    switch (def.type()) {
      case BLOOM_FILTER ->
          require(
              def.extra() >= 0 && def.extra() <= FUNCTIONS_MAX, "it has 1 to 15 hash functions");
      case RHASH ->
          require(
              def.extra() >= 0 && def.extra() <= Math.min(def.maxEntries(), EXPECTED_MAX),
              "it expects more entries at first than it has room for, or than " + EXPECTED_MAX);
      default -> require(def.extra() == 0, "extra is for Bloom filters and rhash only");
    }
  }

  private Set<MapFlag> allowed() {
    return switch (def.type()) {
      case ARRAY -> with(ACCESS, MapFlag.MMAPABLE, MapFlag.INNER_MAP);
      case PERCPU_ARRAY -> without(ACCESS, MapFlag.NUMA_NODE);
      case PERF_EVENT_ARRAY -> with(notForPrograms(), MapFlag.PRESERVE_ELEMS);
      case PROG_ARRAY, ARRAY_OF_MAPS -> notForPrograms();
      case HASH, RHASH -> with(ACCESS, MapFlag.NO_PREALLOC, MapFlag.ZERO_SEED);
      case HASH_OF_MAPS -> with(notForPrograms(), MapFlag.NO_PREALLOC, MapFlag.ZERO_SEED);
      case PERCPU_HASH ->
          without(with(ACCESS, MapFlag.NO_PREALLOC, MapFlag.ZERO_SEED), MapFlag.NUMA_NODE);
      case LRU_HASH -> with(ACCESS, MapFlag.NO_COMMON_LRU, MapFlag.ZERO_SEED);
      case LRU_PERCPU_HASH ->
          without(with(ACCESS, MapFlag.NO_COMMON_LRU, MapFlag.ZERO_SEED), MapFlag.NUMA_NODE);
      case LPM_TRIE -> with(ACCESS, MapFlag.NO_PREALLOC);
      case BLOOM_FILTER -> with(ACCESS, MapFlag.ZERO_SEED);
      case RINGBUF -> EnumSet.of(MapFlag.NUMA_NODE, MapFlag.RB_OVERWRITE);
      case INSN_ARRAY -> Set.of();
      case STACK_TRACE -> with(notForPrograms(), MapFlag.STACK_BUILD_ID);
      case SK_STORAGE, TASK_STORAGE, INODE_STORAGE, CGRP_STORAGE ->
          EnumSet.of(MapFlag.NO_PREALLOC, MapFlag.CLONE);
      case ARENA -> EnumSet.of(MapFlag.MMAPABLE, MapFlag.SEGV_ON_FAULT, MapFlag.NO_USER_CONV);
      case USER_RINGBUF -> Set.of(MapFlag.NUMA_NODE);
      case SOCKMAP, SOCKHASH -> with(notForPrograms());
      default -> ACCESS;
    };
  }

  private static Set<MapFlag> notForPrograms() {
    return without(without(ACCESS, MapFlag.RDONLY_PROG), MapFlag.WRONLY_PROG);
  }

  private static Set<MapFlag> with(Set<MapFlag> flags, MapFlag... more) {
    Set<MapFlag> all = EnumSet.copyOf(flags);
    all.addAll(Set.of(more));
    return all;
  }

  private static Set<MapFlag> without(Set<MapFlag> flags, MapFlag flag) {
    Set<MapFlag> rest = EnumSet.copyOf(flags);
    rest.remove(flag);
    return rest;
  }

  private void checkSizes() {
    int key = def.key().size();
    int value = def.valueSize();
    switch (def.type()) {
      case SK_STORAGE, TASK_STORAGE, INODE_STORAGE, CGRP_STORAGE -> {
        require(
            def.flags().contains(MapFlag.NO_PREALLOC),
            "values that belong to something must have the flag NO_PREALLOC");
        require(key == DESCRIPTOR, "its keys are descriptors, of 4 bytes");
        requireValue(value);
        require(value <= OWNED_MAX, "its values have more than " + OWNED_MAX + " bytes");
      }
      case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> {
        require(key == Long.BYTES || key == 2 * Long.BYTES, "its keys have 8 or 16 bytes");
        requireValue(value);
      }
      case SOCKMAP, SOCKHASH, REUSEPORT_SOCKARRAY ->
          require(value == DESCRIPTOR || value == Long.BYTES, "its values have 4 or 8 bytes");
      case ARENA -> {
        require(def.flags().contains(MapFlag.MMAPABLE), "an arena must have the flag MMAPABLE");
        require(def.maxEntries() <= PAGES_MAX, "it has more than " + PAGES_MAX + " pages");
      }
      case RINGBUF, USER_RINGBUF ->
          require(def.maxEntries() % PAGE == 0, "its size is no multiple of a page's");
      case PERF_EVENT_ARRAY, PROG_ARRAY, ARRAY_OF_MAPS ->
          require(value == DESCRIPTOR, "its values are descriptors, of 4 bytes");
      case HASH_OF_MAPS -> {
        require(key > 0, "its keys are empty");
        require(value == DESCRIPTOR, "its values are descriptors, of 4 bytes");
      }
      case HASH, RHASH, LRU_HASH, PERCPU_HASH, LRU_PERCPU_HASH -> {
        require(key > 0, "its keys are empty");
        requireValue(value);
        require(
            (long) key + value < PIECE_MAX - HASH_LINKS,
            "key and value have more than 4 MiB, which no kernel allocates");
        require(
            def.maxEntries() <= HASH_ENTRIES_MAX,
            "it has more than " + HASH_ENTRIES_MAX + " entries");
      }
      case INSN_ARRAY ->
          require(
              value == InstructionArray.VALUE_BYTES,
              "its values have " + value + " bytes, must be " + InstructionArray.VALUE_BYTES);
      case QUEUE, STACK, BLOOM_FILTER -> {
        requireValue(value);
        require(value <= PIECE_MAX, "its values have more than 4 MiB");
      }
      case LPM_TRIE -> {
        require(
            def.flags().contains(MapFlag.NO_PREALLOC),
            "an LPM trie must have the flag NO_PREALLOC");
        require(
            key >= TRIE_KEY_MIN && key <= TRIE_KEY_MAX,
            "its keys have " + key + " bytes, must be 5 to 260");
        requireValue(value);
        require(value <= PIECE_MAX - TRIE_LINKS, "its values have more than 4 MiB");
      }
      case STACK_TRACE -> {
        int frame = def.flags().contains(MapFlag.STACK_BUILD_ID) ? BUILD_ID : Long.BYTES;
        require(key == Integer.BYTES, "its keys have " + key + " bytes, must be 4");
        require(
            value > 0 && value % frame == 0 && value / frame <= FRAMES_MAX,
            "its values are 1 to 127 frames of " + frame + " bytes");
      }
      default -> requireValue(value);
    }
  }

  private void requireValue(int size) {
    require(size > 0, "its values are empty");
    boolean isPerCpu = def.value() instanceof PerCpuCodec;
    require(
        !isPerCpu || size <= PER_CPU_MAX,
        "its values have " + size + " bytes for each CPU, must be at most " + PER_CPU_MAX);
  }

  private void requireNotBoth(MapFlag one, MapFlag other) {
    require(
        !def.flags().contains(one) || !def.flags().contains(other),
        "it cannot be both " + one + " and " + other);
  }

  private void require(boolean isRight, String reason) {
    if (!isRight) {
      throw new IllegalArgumentException("map " + def.name() + ": " + reason);
    }
  }
}
