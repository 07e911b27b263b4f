package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.MapType;
import dev.jbpf.map.BpfMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.map.flag.UpdateMode;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same operations on a map of the virtual machine and on one of the kernel: each returns the
 * same value or error number, and leaves the same in the map.
 */
class MapAgreementTest {
  private static final int PROGRAMS = 60;
  private static final int OPERATIONS = 25;
  private static final int ENTRIES = 4;
  private static final int[] FLAGS = {0, 0, 0, 1, 2, 3, 4, 8};

  private static final String KEYED = "lookup update update delete";
  private static final String KEYLESS = "push push pop peek";

  /** What is made, and what programs do with it. */
  private enum Kind {
    HASH(MapDef.hash("m", Codec.U64, Codec.U64, ENTRIES), KEYED),
    HASH_NO_PREALLOC(
        MapDef.hash("m", Codec.U64, Codec.U64, ENTRIES).withFlags(MapFlag.NO_PREALLOC), KEYED),
    ARRAY(MapDef.array("m", Codec.U64, ENTRIES), KEYED),
    PER_CPU_HASH(MapDef.perCpuHash("m", Codec.U64, Codec.U64, ENTRIES), KEYED),
    PER_CPU_ARRAY(MapDef.perCpuArray("m", Codec.U64, ENTRIES), KEYED),
    /** Never full: which entry goes then, the kernel does not promise. */
    LRU(MapDef.lruHash("m", Codec.U64, Codec.U64, 1_024), KEYED),
    LPM_TRIE(
        MapDef.of("m", MapType.LPM_TRIE, Codec.U64, Codec.U64, ENTRIES)
            .withFlags(MapFlag.NO_PREALLOC),
        KEYED),
    QUEUE(MapDef.queue("m", Codec.U64, ENTRIES), KEYLESS),
    STACK(MapDef.stack("m", Codec.U64, ENTRIES), KEYLESS),
    BLOOM_FILTER(
        MapDef.of("m", MapType.BLOOM_FILTER, Codec.NOTHING, Codec.U64, 10_000), "push peek"),
    RING_BUFFER(MapDef.ringBuffer("m", 4_096), "output output output query");

    private final MapDef<?, ?> def;
    private final List<String> operations;

    Kind(MapDef<?, ?> def, String operations) {
      this.def = def;
      this.operations = List.of(operations.split(" "));
    }

    boolean hasKeys() {
      return operations.contains("lookup");
    }
  }

  @ParameterizedTest
  @EnumSource
  @KernelTest
  void mapsDoWhatTheKernelsDo(Kind kind) {
    Random random = new Random(kind.ordinal());
    for (int i = 0; i < PROGRAMS; i++) {
      List<String> operations = new ArrayList<>();
      for (int at = 0; at < OPERATIONS; at++) {
        operations.add(operation(kind, random, at));
      }
      if (differs(kind, operations)) {
        List<String> smallest = Shrinking.smallest(operations, fewer -> differs(kind, fewer));
        assertThat(run(TestEngine.VM, kind, smallest))
            .as(source(smallest))
            .isEqualTo(run(TestEngine.KERNEL, kind, smallest));
      }
    }
  }

  /** The methods that Java has for both. */
  @ParameterizedTest
  @EnumSource(names = {"HASH", "HASH_NO_PREALLOC", "ARRAY", "LRU", "LPM_TRIE"})
  @KernelTest
  @SuppressWarnings("unchecked")
  void theirMethodsDoTheSame(Kind kind) {
    Random random = new Random(kind.ordinal());
    for (int i = 0; i < PROGRAMS; i++) {
      BpfMap<Object, Long> ours = (BpfMap<Object, Long>) Vm.create(VmOptions.DEFAULT).map(kind.def);
      try (KernelMap<Object, Long> kernels = (KernelMap<Object, Long>) Bpf.create(kind.def)) {
        for (int at = 0; at < OPERATIONS; at++) {
          int operation = random.nextInt(5);
          Object key = javaKey(kind, random);
          long value = random.nextInt(9);
          UpdateMode mode = UpdateMode.values()[random.nextInt(UpdateMode.values().length)];
          assertThat(call(ours, operation, key, value, mode))
              .as("%d %s %d %s", operation, key, value, mode)
              .isEqualTo(call(kernels, operation, key, value, mode));
        }
        assertThat(new TreeMap<>(ours.toMap())).isEqualTo(new TreeMap<>(kernels.toMap()));
      }
    }
  }

  private static Object javaKey(Kind kind, Random random) {
    int key = random.nextInt(ENTRIES + 2);
    return switch (kind) {
      case ARRAY -> key;
      case LPM_TRIE -> (long) key << 37 | random.nextInt(20);
      default -> (long) key;
    };
  }

  private static String call(
      BpfMap<Object, Long> map, int operation, Object key, long value, UpdateMode mode) {
    try {
      return switch (operation) {
        case 0 -> map.lookup(key).toString();
        case 1 -> "deleted " + map.delete(key);
        default -> "stored " + map.update(key, value, mode);
      };
    } catch (MapFullException | UnsupportedOperationException refused) {
      return refused.getClass().getSimpleName();
    }
  }

  private static boolean differs(Kind kind, List<String> operations) {
    String kernel = run(TestEngine.KERNEL, kind, operations);
    return !run(TestEngine.VM, kind, operations).equals(kernel)
        || !run(TestEngine.JIT, kind, operations).equals(kernel);
  }

  /** The results, added up, and what is in the map; one CPU of a kernel's has what a run stored. */
  private static String run(TestEngine engine, Kind kind, List<String> operations) {
    Assembly assembly = Assembler.assemble(source(operations));
    Program program = assembly.program().orElseThrow(() -> new AssertionError(assembly.report()));
    Current.start(engine);
    try {
      Outcome outcome = Engines.run(engine, program, RunInput.NONE.withMap(kind.def));
      Map<Object, Object> content =
          new HashMap<>(kind.hasKeys() ? outcome.remains().map(kind.def).toMap() : Map.of());
      content.replaceAll((key, value) -> value instanceof List<?> values ? sum(values) : value);
      return Long.toHexString(outcome.r0() & 0xffff_ffffL) + new TreeMap<>(content);
    } finally {
      Current.finish().close();
    }
  }

  private static long sum(List<?> values) {
    return values.stream().mapToLong(value -> (Long) value).sum();
  }

  /** Each operation leaves its result in r0. */
  private static String source(List<String> operations) {
    StringBuilder text = new StringBuilder("r6 = 0\n");
    for (String operation : operations) {
      text.append(operation).append("r6 *= 31\nr6 += r0\n");
    }
    return text + "r0 = r6\nr6 >>= 32\nr0 ^= r6\nexit\n";
  }

  private static String operation(Kind kind, Random random, int number) {
    String name = kind.operations.get(random.nextInt(kind.operations.size()));
    String arguments =
        key(kind, random)
            + "*(u64 *)(r10 - 16) = %d\nr1 = m ll\nr2 = r10\n".formatted(1 + random.nextInt(9));
    int flags = FLAGS[random.nextInt(FLAGS.length)];
    return switch (name) {
      case "lookup" -> arguments + "r2 += -8\ncall 1\n" + value(number);
      case "update" -> arguments + "r2 += -8\nr3 = r10\nr3 += -16\nr4 = " + flags + "\ncall 2\n";
      case "delete" -> arguments + "r2 += -8\ncall 3\n";
      case "push" -> arguments + "r2 += -16\nr3 = " + flags + "\ncall 87\n";
      case "pop" -> arguments + "r2 += -16\ncall 88\n" + popped();
      case "peek" -> arguments + "r2 += -16\ncall 89\n" + popped();
      case "output" -> output(random);
      default -> "r1 = m ll\nr2 = " + random.nextInt(5) + "\ncall 134\n";
    };
  }

  private static String key(Kind kind, Random random) {
    int key = random.nextInt(ENTRIES + 2);
    if (kind != Kind.LPM_TRIE) {
      return "*(u64 *)(r10 - 8) = %d\n".formatted(key);
    }
    int length = random.nextInt(8) == 0 ? 33 + key : random.nextInt(20);
    return "*(u32 *)(r10 - 8) = %d\n*(u32 *)(r10 - 4) = %d\n".formatted(length, key << 5);
  }

  private static String value(int number) {
    return """
        if r0 == 0 goto none%1$d
        r0 = *(u64 *)(r0 + 0)
        none%1$d:
        """
        .formatted(number);
  }

  private static String popped() {
    return "r1 = *(u64 *)(r10 - 16)\nr0 *= 7\nr0 += r1\n";
  }

  /** Sizes that fill the buffer within a few records. */
  private static String output(Random random) {
    StringBuilder text = new StringBuilder();
    int size = 8 * (1 + random.nextInt(50));
    for (int at = 8; at <= size; at += 8) {
      text.append("*(u64 *)(r10 - %d) = 0\n".formatted(at));
    }
    return text
        + "r1 = m ll\nr2 = r10\nr2 += -%1$d\nr3 = %1$d\nr4 = %2$d\ncall 130\n"
            .formatted(size, random.nextInt(6));
  }
}
