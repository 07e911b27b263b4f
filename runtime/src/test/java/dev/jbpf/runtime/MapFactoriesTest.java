package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of map has a factory, and the kernel takes what it makes. */
class MapFactoriesTest {
  /** Of kinds that others have taken the place of, or that the runtime cannot make. */
  private static final Set<MapType> WITHOUT =
      EnumSet.of(
          MapType.UNSPEC,
          MapType.CGROUP_STORAGE,
          MapType.PERCPU_CGROUP_STORAGE,
          MapType.STRUCT_OPS,
          // Later than the kernels that tests run on.
          MapType.INSN_ARRAY,
          MapType.RHASH);

  /** A key of a table of prefixes. */
  record Prefix(int bits, int network) {}

  static Stream<MapDef<?, ?>> all() {
    return List.<MapDef<?, ?>>of(
        MapDef.hash("m", Codec.U32, Codec.U64, 4),
        MapDef.lruHash("m", Codec.U32, Codec.U64, 4),
        MapDef.perCpuHash("m", Codec.U32, Codec.U64, 4),
        MapDef.lruPerCpuHash("m", Codec.U32, Codec.U64, 4),
        MapDef.array("m", Codec.U64, 4),
        MapDef.perCpuArray("m", Codec.U64, 4),
        MapDef.queue("m", Codec.U64, 4),
        MapDef.stack("m", Codec.U64, 4),
        MapDef.ringBuffer("m", 4096),
        MapDef.userRingBuffer("m", 4096),
        MapDef.lpmTrie("m", Codec.record(Prefix.class), Codec.U64, 4),
        MapDef.bloomFilter("m", Codec.U64, 4, 3),
        MapDef.progArray("m", 4),
        MapDef.perfEventArray("m", 4),
        MapDef.stackTrace("m", 127, 4),
        MapDef.cgroupArray("m", 4),
        MapDef.devMap("m", 4),
        MapDef.devMapHash("m", 4),
        MapDef.cpuMap("m", 1),
        MapDef.xskMap("m", 4),
        MapDef.sockMap("m", 4),
        MapDef.sockHash("m", Codec.U32, 4),
        MapDef.reuseportArray("m", 4),
        MapDef.socketStorage("m", Codec.U64),
        MapDef.inodeStorage("m", Codec.U64),
        MapDef.taskStorage("m", Codec.U64),
        MapDef.cgroupStorage("m", Codec.U64),
        MapDef.arena("m", 1),
        MapDef.arrayOfMaps("m", MapDef.array("i", Codec.U64, 1), 4),
        MapDef.hashOfMaps("m", Codec.U32, MapDef.array("i", Codec.U64, 1), 4))
        .stream();
  }

  @Test
  void everyKindHasOne() {
    assertThat(all().map(MapDef::type))
        .containsAll(
            Arrays.stream(MapType.values()).filter(type -> !WITHOUT.contains(type)).toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  @KernelTest
  @DisplayName("the kernel takes it")
  void theKernelTakesIt(MapDef<?, ?> def) {
    try (KernelMap<?, ?> map = Bpf.create(def)) {
      assertThat(map.info().type()).isEqualTo(def.type().value());
    }
  }
}
