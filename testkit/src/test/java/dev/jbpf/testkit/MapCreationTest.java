package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFlag;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.BpfSyscallException;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import java.util.ArrayList;
import java.util.List;
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
      Vm.create(VmOptions.DEFAULT).map(def);
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
