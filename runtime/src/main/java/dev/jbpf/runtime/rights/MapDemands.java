package dev.jbpf.runtime.rights;

import static dev.jbpf.map.flag.MapFlag.CLONE;
import static dev.jbpf.map.flag.MapFlag.INNER_MAP;
import static dev.jbpf.map.flag.MapFlag.MMAPABLE;
import static dev.jbpf.map.flag.MapFlag.NO_COMMON_LRU;
import static dev.jbpf.map.flag.MapFlag.NO_PREALLOC;
import static dev.jbpf.map.flag.MapFlag.NO_USER_CONV;
import static dev.jbpf.map.flag.MapFlag.NUMA_NODE;
import static dev.jbpf.map.flag.MapFlag.PRESERVE_ELEMS;
import static dev.jbpf.map.flag.MapFlag.RDONLY;
import static dev.jbpf.map.flag.MapFlag.RDONLY_PROG;
import static dev.jbpf.map.flag.MapFlag.SEGV_ON_FAULT;
import static dev.jbpf.map.flag.MapFlag.STACK_BUILD_ID;
import static dev.jbpf.map.flag.MapFlag.WRONLY;
import static dev.jbpf.map.flag.MapFlag.WRONLY_PROG;
import static dev.jbpf.map.flag.MapFlag.ZERO_SEED;
import static dev.jbpf.runtime.rights.MapDemand.Amount.FOUR;
import static dev.jbpf.runtime.rights.MapDemand.Amount.FOUR_OR_EIGHT;
import static dev.jbpf.runtime.rights.MapDemand.Amount.NONE;
import static dev.jbpf.runtime.rights.MapDemand.Amount.SOME;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.host.Cpus;
import dev.jbpf.runtime.rights.MapDemand.Amount;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.sys.ProcFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which rule a definition breaks that the kernel refused without a word. Asked only then: what a
 * kernel takes is never refused because of it. A test compares it with the kernel, both ways.
 *
 * <p>Source: the {@code map_alloc_check} of each type, in {@code kernel/bpf} and {@code net}.
 */
public final class MapDemands {
  private static final int LARGEST_HASH_KEY = 512;
  private static final int BUILD_ID_BYTES = 32;
  private static final int MOST_HASH_FUNCTIONS = 15;

  /** How many entries a resizable hash can be told to expect at first. */
  private static final int MOST_EXPECTED = 0xffff;

  /** The bytes of {@code struct bpf_insn_array_value}. */
  private static final Amount SIXTEEN = new Amount("16", n -> n == 16);

  private static final int LARGEST_PER_CPU = 32 << 10;
  private static final Path MOST_FRAMES = Path.of("/proc/sys/kernel/perf_event_max_stack");

  /** What the allocator gives at once, less room for what the kernel adds. */
  private static final int LARGEST_ELEMENT = (4 << 20) - 1024;

  private static final Amount ELEMENT =
      new Amount(
          "1 or more, and with keys less than the kernel allocates at once (4 MiB)",
          n -> n > 0 && n <= LARGEST_ELEMENT);
  private static final Amount PER_CPU =
      new Amount("1 to " + LARGEST_PER_CPU + " for each CPU", n -> n > 0 && n <= LARGEST_PER_CPU);

  private static final Set<MapFlag> NODE = Set.of(NUMA_NODE);
  private static final Set<MapFlag> CALLS = set(NODE, RDONLY, WRONLY);
  private static final Set<MapFlag> ALL_ACCESS = set(CALLS, RDONLY_PROG, WRONLY_PROG);

  private MapDemands() {}

  private static Set<MapFlag> set(Set<MapFlag> base, MapFlag... more) {
    EnumSet<MapFlag> flags = EnumSet.copyOf(base);
    Collections.addAll(flags, more);
    return Collections.unmodifiableSet(flags);
  }

  /** {@return the rule that {@code def} breaks, as a sentence, if one is known} */
  public static Optional<String> broken(MapDef<?, ?> def) {
    return newer(def.type())
        .or(() -> opposites(def, RDONLY, WRONLY))
        .or(() -> opposites(def, RDONLY_PROG, WRONLY_PROG))
        .or(() -> demand(def).unmet(def))
        .or(() -> extra(def));
  }

  /** Asked only of what was refused: a kernel may have been given it before its release. */
  private static Optional<String> newer(MapType type) {
    try {
      KernelVersion running = KernelVersion.parse(System.getProperty("os.version", ""));
      return wrong(
          type.since().compareTo(running) > 0,
          "Maps of the type %s are there since Linux %s, and this is %s",
          type.kernelName(),
          type.since(),
          running);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> extra(MapDef<?, ?> def) {
    long extra = def.extra();
    String type = def.type().kernelName();
    return switch (def.type()) {
      case RHASH ->
          wrong(
              extra < 0 || extra > Math.min(def.maxEntries(), MOST_EXPECTED),
              "A %s that expects %s entries at first (map_extra), must be at most %d",
              type,
              Long.toUnsignedString(extra),
              Math.min(def.maxEntries(), MOST_EXPECTED));
      case BLOOM_FILTER ->
          wrong(
              extra < 0 || extra > MOST_HASH_FUNCTIONS,
              "A %s with %s hash functions (map_extra), must be at most %d",
              type,
              Long.toUnsignedString(extra),
              MOST_HASH_FUNCTIONS);
      case ARENA ->
          wrong(
              extra % PageSize.bytes() != 0,
              "A %s at address 0x%x (map_extra), must be a multiple of the page's size, %d",
              type,
              extra,
              PageSize.bytes());
      default ->
          wrong(
              extra != 0,
              "A %s with a map_extra of %s, which this type does not know",
              type,
              Long.toUnsignedString(extra));
    };
  }

  private static Optional<String> wrong(boolean isWrong, String words, Object... values) {
    return isWrong ? Optional.of(String.format(words, values)) : Optional.empty();
  }

  private static Optional<String> opposites(MapDef<?, ?> def, MapFlag one, MapFlag other) {
    return def.flags().contains(one) && def.flags().contains(other)
        ? Optional.of("No map has both flags " + one + " and " + other)
        : Optional.empty();
  }

  private static MapDemand demand(MapDef<?, ?> def) {
    return switch (def.type()) {
      case ARRAY -> MapDemand.of(FOUR, SOME, SOME, set(ALL_ACCESS, MMAPABLE, INNER_MAP));
      case PERCPU_ARRAY -> MapDemand.of(FOUR, PER_CPU, SOME, access());
      case PROG_ARRAY, CGROUP_ARRAY, ARRAY_OF_MAPS -> MapDemand.of(FOUR, FOUR, SOME, CALLS);
      case PERF_EVENT_ARRAY -> MapDemand.of(FOUR, FOUR, SOME, set(CALLS, PRESERVE_ELEMS));
      case RHASH -> MapDemand.of(SOME, ELEMENT, SOME, set(ALL_ACCESS, NO_PREALLOC, ZERO_SEED));
      case INSN_ARRAY -> MapDemand.of(FOUR, SIXTEEN, SOME, Set.of());
      case HASH -> MapDemand.of(SOME, ELEMENT, SOME, set(ALL_ACCESS, NO_PREALLOC, ZERO_SEED));
      case PERCPU_HASH -> MapDemand.of(SOME, PER_CPU, SOME, set(access(), NO_PREALLOC, ZERO_SEED));
      case LRU_HASH -> MapDemand.of(SOME, ELEMENT, SOME, lru(def, ALL_ACCESS));
      case LRU_PERCPU_HASH -> MapDemand.of(SOME, PER_CPU, SOME, lru(def, access()));
      case HASH_OF_MAPS -> MapDemand.of(SOME, FOUR, SOME, set(ALL_ACCESS, NO_PREALLOC, ZERO_SEED));
      case LPM_TRIE ->
          MapDemand.of(
                  new Amount("5 to 260: a length and up to 256 bytes", n -> n >= 5 && n <= 260),
                  ELEMENT,
                  SOME,
                  ALL_ACCESS)
              .requiring(NO_PREALLOC);
      case QUEUE, STACK -> MapDemand.of(NONE, ELEMENT, SOME, ALL_ACCESS);
      case BLOOM_FILTER -> MapDemand.of(NONE, ELEMENT, SOME, set(ALL_ACCESS, ZERO_SEED));
      case STACK_TRACE -> MapDemand.of(FOUR, frames(def), SOME, set(CALLS, STACK_BUILD_ID));
      case RINGBUF -> MapDemand.of(NONE, NONE, pages(), set(NODE, MapFlag.RB_OVERWRITE));
      case USER_RINGBUF -> MapDemand.of(NONE, NONE, pages(), NODE);
      case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE ->
          MapDemand.of(new Amount("8 or 16", n -> n == 8 || n == 16), SOME, NONE, ALL_ACCESS);
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE ->
          MapDemand.of(FOUR, SOME, NONE, Set.of(CLONE)).requiring(NO_PREALLOC);
      case DEVMAP, DEVMAP_HASH, SOCKMAP -> MapDemand.of(FOUR, FOUR_OR_EIGHT, SOME, CALLS);
      case SOCKHASH ->
          MapDemand.of(
              new Amount("1 to " + LARGEST_HASH_KEY, n -> n > 0 && n <= LARGEST_HASH_KEY),
              FOUR_OR_EIGHT,
              SOME,
              CALLS);
      case CPUMAP -> MapDemand.of(FOUR, FOUR_OR_EIGHT, cpus(), NODE);
      case XSKMAP -> MapDemand.of(FOUR, FOUR, SOME, CALLS);
      case REUSEPORT_SOCKARRAY -> MapDemand.of(FOUR, FOUR_OR_EIGHT, SOME, ALL_ACCESS);
      case ARENA ->
          MapDemand.of(NONE, NONE, SOME, Set.of(SEGV_ON_FAULT, NO_USER_CONV)).requiring(MMAPABLE);
      case UNSPEC, STRUCT_OPS -> any();
    };
  }

  /** Memory for each CPU is not of one node. */
  private static Set<MapFlag> access() {
    EnumSet<MapFlag> flags = EnumSet.copyOf(ALL_ACCESS);
    flags.remove(NUMA_NODE);
    return flags;
  }

  /** A list for each CPU is not of one node, either. */
  private static Set<MapFlag> lru(MapDef<?, ?> def, Set<MapFlag> access) {
    EnumSet<MapFlag> flags = EnumSet.copyOf(set(access, NO_COMMON_LRU, ZERO_SEED));
    if (def.flags().contains(NO_COMMON_LRU)) {
      flags.remove(NUMA_NODE);
    }
    return flags;
  }

  private static Amount frames(MapDef<?, ?> def) {
    int frame = def.flags().contains(STACK_BUILD_ID) ? BUILD_ID_BYTES : Long.BYTES;
    // Where nobody tells there is no limit that could be named.
    long most = ProcFile.number(MOST_FRAMES).orElse(Long.MAX_VALUE);
    return new Amount(
        frame
            + " for each frame, and not more frames than the sysctl kernel.perf_event_max_stack"
            + (most == Long.MAX_VALUE ? "" : ", " + most),
        n -> n > 0 && n % frame == 0 && n / frame <= most);
  }

  private static Amount cpus() {
    int most = Cpus.most();
    return new Amount(
        "1 to " + most + ", the CPUs that this kernel is built for", n -> n > 0 && n <= most);
  }

  private static Amount pages() {
    int page = PageSize.bytes();
    return new Amount(
        "a power of two and a multiple of the page's size, " + page,
        n -> Long.bitCount(n) == 1 && n % page == 0);
  }

  private static MapDemand any() {
    Amount any = new Amount("anything", n -> true);
    return MapDemand.of(any, any, any, EnumSet.allOf(MapFlag.class));
  }
}
