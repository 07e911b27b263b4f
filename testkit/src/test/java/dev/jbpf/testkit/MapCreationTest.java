package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.SpinLock;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The virtual machine makes those maps that the kernel makes, and no others. */
class MapCreationTest {
  private static final int[] KEY_SIZES = {0, 2, 4, 8, 300};
  private static final int[] VALUE_SIZES = {0, 4, 7, 8, 600, 40_000};
  private static final int[] ENTRIES = {1, 4_096, 12_288};
  private static final List<MapFlag> FLAGS =
      List.of(
          MapFlag.NO_PREALLOC,
          MapFlag.NO_COMMON_LRU,
          MapFlag.RDONLY,
          MapFlag.RDONLY_PROG,
          MapFlag.WRONLY_PROG,
          MapFlag.ZERO_SEED,
          MapFlag.MMAPABLE,
          MapFlag.PRESERVE_ELEMS,
          MapFlag.INNER_MAP,
          MapFlag.STACK_BUILD_ID,
          MapFlag.CLONE,
          MapFlag.NUMA_NODE);

  private static final int SAMPLES = 4_000;

  private static final List<MapType> TYPES =
      List.of(
          MapType.ARRAY,
          MapType.PERCPU_ARRAY,
          MapType.HASH,
          MapType.PERCPU_HASH,
          MapType.LRU_HASH,
          MapType.LRU_PERCPU_HASH,
          MapType.LPM_TRIE,
          MapType.QUEUE,
          MapType.STACK,
          MapType.BLOOM_FILTER,
          MapType.RINGBUF,
          MapType.PERF_EVENT_ARRAY,
          MapType.PROG_ARRAY,
          MapType.STACK_TRACE);

  @ParameterizedTest
  @EnumSource(
      names = {
        "ARRAY",
        "PERCPU_ARRAY",
        "HASH",
        "PERCPU_HASH",
        "LRU_HASH",
        "LRU_PERCPU_HASH",
        "LPM_TRIE",
        "QUEUE",
        "STACK",
        "BLOOM_FILTER",
        "RINGBUF",
        "PERF_EVENT_ARRAY",
        "PROG_ARRAY",
        "STACK_TRACE"
      })
  @KernelTest
  void theSameDefinitionsAreRefused(MapType type) {
    List<String> differences = new ArrayList<>();
    for (int key : KEY_SIZES) {
      for (int value : VALUE_SIZES) {
        for (int entries : ENTRIES) {
          compare(type, key, value, entries, List.of(), differences);
        }
        int few = type == MapType.RINGBUF ? 4_096 : 2;
        for (MapFlag flag : FLAGS) {
          compare(type, key, value, few, List.of(flag), differences);
          compare(type, key, value, few, List.of(flag, MapFlag.NO_PREALLOC), differences);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private static final int[] ANY_KEY = {
    0, 1, 3, 4, 5, 8, 12, 255, 256, 257, 260, 261, 511, 512, 513, 65_536, 1 << 22
  };
  private static final int[] ANY_VALUE = {
    0,
    1,
    2,
    3,
    4,
    5,
    8,
    12,
    32,
    64,
    1_016,
    1_024,
    4_064,
    4_096,
    32_760,
    32_768,
    32_769,
    65_536,
    (1 << 22) - 300,
    (1 << 22) - 48,
    1 << 22,
    (1 << 22) + 1
  };
  private static final int[] ANY_ENTRIES = {
    0, 1, 2, 3, 64, 1_000, 4_095, 4_096, 4_097, 8_192, 12_288, 65_536, 1 << 31, -1
  };

  @Test
  @KernelTest
  @DisplayName("V11: sizes, entries, flags and extras at random are made, or refused, as there")
  void anyDefinitionsAreRefusedAlike() {
    Random random = new Random(11);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      List<MapFlag> flags = new ArrayList<>();
      for (int flag = random.nextInt(3); flag > 0; flag--) {
        flags.add(FLAGS.get(random.nextInt(FLAGS.size())));
      }
      MapType type = TYPES.get(random.nextInt(TYPES.size()));
      if (type == MapType.LPM_TRIE) {
        flags.add(MapFlag.NO_PREALLOC);
      }
      int entries = any(random, ANY_ENTRIES);
      int value = any(random, ANY_VALUE);
      // What would take hundreds of megabytes is left out: whether there are so many may vary.
      if ((entries & 0xffff_ffffL) * (value + 64) < 1 << 26) {
        compare(type, any(random, ANY_KEY), value, entries, flags, differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static int any(Random random, int[] values) {
    return values[random.nextInt(values.length)];
  }

  /** Of other types there is no definition with a lock. */
  @ParameterizedTest
  @EnumSource(
      value = MapType.class,
      names = {"ARRAY", "HASH"})
  @KernelTest
  @DisplayName("V11: a value with a lock is for arrays and hash tables")
  void locksAreForSomeTypes(MapType type) {
    List<String> differences = new ArrayList<>();
    for (Codec<?> locked : List.of(Codec.record(Locked.class), Codec.record(Outer.class))) {
      compare(MapDef.of("m", type, codec(4), locked, 2), differences);
    }
    assertThat(differences).isEmpty();
  }

  private record Locked(long number, SpinLock lock) {}

  private record Outer(int number, Locked inner) {}

  private static void compare(
      MapType type, int key, int value, int entries, List<MapFlag> flags, List<String> found) {
    MapDef<?, ?> def;
    try {
      def =
          MapDef.of("m", type, codec(key), value(type, value), entries)
              .withFlags(flags.toArray(new MapFlag[0]));
    } catch (IllegalArgumentException refused) {
      return;
    }
    compare(def, found);
  }

  private static void compare(MapDef<?, ?> def, List<String> found) {
    boolean isOurs = isMadeHere(def);
    if (isOurs != isMadeInKernel(def)) {
      found.add((isOurs ? "only here: " : "only in the kernel: ") + def);
    }
  }

  private static Codec<?> codec(int size) {
    return size == 0 ? Codec.NOTHING : Codec.bytes(size);
  }

  private static Codec<?> value(MapType type, int size) {
    return type.name().contains("PERCPU") ? Codec.perCpu(codec(size)) : codec(size);
  }

  private static boolean isMadeHere(MapDef<?, ?> def) {
    try {
      // How much a machine may keep is its JVM's, not the kernel's.
      Vm.create(VmOptions.DEFAULT.withMemory(1L << 40)).map(def);
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  @SuppressWarnings("try") // opened only to be closed
  private static boolean isMadeInKernel(MapDef<?, ?> def) {
    try (var map = Bpf.create(def)) {
      return true;
    } catch (BpfSyscallException refused) {
      return false;
    }
  }
}
