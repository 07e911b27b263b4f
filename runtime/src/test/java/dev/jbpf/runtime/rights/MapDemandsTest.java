package dev.jbpf.runtime.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.sys.PageSize;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.Syscall;
import dev.jbpf.runtime.sys.field.AttrField;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules are the kernel's, both ways. */
@KernelTest
class MapDemandsTest {
  /** All but those that Linux 6.18 does not know yet. */
  private static final Set<MapFlag> KNOWN = EnumSet.complementOf(EnumSet.of(MapFlag.RB_OVERWRITE));

  private static final int[] KEYS = {0, 1, 4, 5, 8, 16, 260, 261, 512, 513};
  private static final int[] VALUES = {0, 1, 4, 8, 12, 16, 32};
  private static final int[] ENTRIES = {0, 1, 3, 2048, 4096, 12_288, 65_536};
  private static final Set<MapType> WITH_TYPES =
      EnumSet.of(
          MapType.SK_STORAGE, MapType.INODE_STORAGE, MapType.TASK_STORAGE, MapType.CGRP_STORAGE);
  private static final MapDef<Integer, Long> INNER = MapDef.array("inner", Codec.U32, 1);

  private record Shape(MapType type, int key, int value, int entries, Set<MapFlag> flags) {
    Optional<MapDef<?, ?>> def() {
      try {
        MapDef<?, ?> def =
            MapDef.of("sweep", type, bytes(key), values(), entries)
                .withFlags(flags.toArray(MapFlag[]::new));
        return Optional.of(isOuter() ? def.withInner(INNER) : def);
      } catch (IllegalArgumentException refused) {
        return Optional.empty();
      }
    }

    private Codec<?> values() {
      return MapDef.isPerCpu(type) ? Codec.perCpu(bytes(value)) : bytes(value);
    }

    private static Codec<?> bytes(int size) {
      return size == 0 ? Codec.NOTHING : Codec.bytes(size);
    }

    boolean isOuter() {
      return type == MapType.ARRAY_OF_MAPS || type == MapType.HASH_OF_MAPS;
    }
  }

  private static Set<Shape> shapes(MapType type, Shape base) {
    Set<Shape> shapes = new LinkedHashSet<>();
    for (int entries : ENTRIES) {
      for (int key : WITH_TYPES.contains(type) ? new int[] {4} : KEYS) {
        for (int value : WITH_TYPES.contains(type) ? new int[] {4} : VALUES) {
          shapes.add(new Shape(type, key, value, entries, base.flags));
        }
      }
    }
    for (MapFlag one : KNOWN) {
      for (MapFlag other : KNOWN) {
        Set<MapFlag> added = EnumSet.of(one, other);
        shapes.add(new Shape(type, base.key, base.value, base.entries, Set.copyOf(added)));
        added.addAll(base.flags);
        shapes.add(new Shape(type, base.key, base.value, base.entries, Set.copyOf(added)));
      }
    }
    return shapes;
  }

  private static Shape base(MapType type) {
    return switch (type) {
      case STACK_TRACE -> new Shape(type, 4, 32, 1, Set.of());
      case LPM_TRIE -> new Shape(type, 8, 4, 1, Set.of(MapFlag.NO_PREALLOC));
      case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> new Shape(type, 8, 8, 0, Set.of());
      case QUEUE, STACK, BLOOM_FILTER -> new Shape(type, 0, 4, 1, Set.of());
      case RINGBUF, USER_RINGBUF -> new Shape(type, 0, 0, PageSize.bytes(), Set.of());
      case ARENA -> new Shape(type, 0, 0, 1, Set.of(MapFlag.MMAPABLE));
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE ->
          new Shape(type, 4, 4, 0, Set.of(MapFlag.NO_PREALLOC));
      default -> new Shape(type, 4, 4, 1, Set.of());
    };
  }

  /** What the kernel says, asked without the library's own checks where that can be. */
  private static long kernelSays(Shape shape, int inner) {
    if (WITH_TYPES.contains(shape.type)) {
      return createWithTypes(shape);
    }
    Kernel kernel = Kernel.local();
    Struct attr =
        kernel
            .calls()
            .scratch()
            .attr()
            .set(AttrField.CREATE_MAP_TYPE, shape.type.value())
            .set(AttrField.CREATE_KEY_SIZE, shape.key)
            .set(AttrField.CREATE_VALUE_SIZE, shape.value)
            .set(AttrField.CREATE_MAX_ENTRIES, shape.entries)
            .set(AttrField.CREATE_MAP_FLAGS, mask(shape.flags))
            .set(AttrField.CREATE_INNER_MAP_FD, shape.isOuter() ? inner : 0);
    long result = kernel.calls().bpf(BpfCommand.MAP_CREATE, attr);
    if (result >= 0) {
      kernel.calls().syscalls().call(Syscall.CLOSE, result, 0, 0);
    }
    return Math.min(result, 0);
  }

  private static int mask(Set<MapFlag> flags) {
    return flags.stream().mapToInt(MapFlag::mask).reduce(0, (a, b) -> a | b);
  }

  private static long createWithTypes(Shape shape) {
    MapDef<?, ?> def =
        MapDef.of("sweep", shape.type, Codec.S32, Codec.U32, shape.entries)
            .withFlags(shape.flags.toArray(MapFlag[]::new));
    try {
      Bpf.create(def).close();
      return 0;
    } catch (BpfSyscallException e) {
      return e.errno().result();
    }
  }

  @ParameterizedTest
  @DisplayName(
      "R21: a definition that the kernel refuses breaks a rule that is named, no other does")
  @EnumSource(
      value = MapType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNSPEC", "STRUCT_OPS", "INSN_ARRAY", "RHASH"})
  void rulesAreTheKernels(MapType type) {
    List<String> differences = new ArrayList<>();
    int taken = 0;
    try (KernelMap<?, ?> inner = Bpf.create(INNER)) {
      int fd = inner.descriptor().acquire();
      for (Shape shape : shapes(type, base(type))) {
        long result = kernelSays(shape, fd);
        Optional<MapDef<?, ?>> def = shape.def();
        boolean isTaken = result >= 0;
        taken += isTaken ? 1 : 0;
        boolean isRight =
            def.isEmpty() ? !isTaken : MapDemands.broken(def.get()).isEmpty() == isTaken;
        if (!isRight) {
          differences.add(
              shape + ": kernel " + result + ", " + def.flatMap(MapDemands::broken).orElse("fine"));
        }
      }
      inner.descriptor().release();
    }
    assertThat(differences).isEmpty();
    assertThat(taken).isPositive();
  }

  @Test
  @DisplayName("R21: the message names the rule")
  void theRuleIsNamed() {
    refused(MapDef.ringBuffer("rb", 2048), "2048 entries, must be a power of two and a multiple");
    refused(MapDef.hash("h", Codec.U32, Codec.U32, 0), "0 entries, must be 1 or more");
    refused(
        MapDef.of("m", MapType.ARRAY_OF_MAPS, Codec.INDEX, Codec.U64, 1).withInner(INNER),
        "BPF_MAP_TYPE_ARRAY_OF_MAPS with values of 8 bytes, must be 4");
    refused(
        MapDef.of("t", MapType.LPM_TRIE, Codec.U64, Codec.U64, 1),
        "not the flag NO_PREALLOC, which this type must have");
    refused(
        MapDef.bloomFilter("b", Codec.U32, 9, 3).withExtra(16),
        "16 hash functions (map_extra), must be at most 15");
    refused(MapDef.array("e", Codec.U32, 1).withExtra(7), "a map_extra of 7, which this type");
    refused(
        MapDef.array("f", Codec.U64, 1).withFlags(MapFlag.NO_PREALLOC),
        "the flag NO_PREALLOC, which this type does not know");
  }

  @Test
  @DisplayName("R21: stack traces of more frames than the kernel walks, values that are too large")
  void sizesAreNamed() throws IOException {
    int most =
        Integer.parseInt(
            Files.readAllLines(Path.of("/proc/sys/kernel/perf_event_max_stack")).get(0));
    Bpf.create(stacks(most)).close();
    refused(stacks(most + 1), "kernel.perf_event_max_stack, " + most);
    refused(
        Errno.E2BIG,
        MapDef.of("c", MapType.PERCPU_HASH, Codec.U32, Codec.perCpu(Codec.bytes(32_769)), 1),
        "values of 32769 bytes, must be 1 to 32768 for each CPU");
    refused(
        Errno.E2BIG,
        MapDef.hash("h", Codec.U32, Codec.bytes(4 << 20), 1),
        "less than the kernel allocates at once");
  }

  private static MapDef<?, ?> stacks(int frames) {
    return MapDef.of("s", MapType.STACK_TRACE, Codec.INDEX, Codec.bytes(frames * Long.BYTES), 1);
  }

  private static void refused(MapDef<?, ?> def, String rule) {
    refused(Errno.EINVAL, def, rule);
  }

  private static void refused(Errno errno, MapDef<?, ?> def, String rule) {
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> Bpf.create(def))
        .withMessageContaining(rule)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(errno));
  }
}
