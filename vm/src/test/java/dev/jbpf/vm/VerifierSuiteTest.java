package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.testing.Vectors;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.map.TypedMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a kernel's verifier admits faults on no engine, and returns what the kernel returns. */
class VerifierSuiteTest {
  /** Any pointer will do. */
  private static final long POINTER = 13_303_370;

  private static final int VALUE = 48;
  private static final int UNWRITTEN = 2;

  /** With helpers that need a kernel: they find nothing. */
  private static final VmOptions OPTIONS =
      VmOptions.DEFAULT
          .withHelper(Helper.GET_CGROUP_CLASSID.value(), (call, r1, r2, r3, r4, r5) -> 0)
          .withHelper(Helper.FIB_LOOKUP.value(), (call, r1, r2, r3, r4, r5) -> 0);

  private static Stream<Map<String, Object>> admitted() {
    return Vectors.rows("verifier.jsonl").stream()
        .filter(row -> row.get("kernel618").equals("ACCEPT"));
  }

  @Test
  void noRowIsForgotten() {
    assertThat(admitted()).hasSize(176);
  }

  @TestFactory
  Stream<DynamicTest> admittedProgramsRun() {
    return admitted()
        .flatMap(
            row ->
                Stream.of(Engine.INTERPRETER, Engine.JIT)
                    .map(
                        engine ->
                            DynamicTest.dynamicTest(
                                row.get("id") + " on " + engine, () -> check(row, engine))));
  }

  /**
   * Nor is there anything about pointers, but what kernels before 6.3 refuse: to load of the stack
   * what was never written.
   */
  @Test
  void admittedProgramsAreStrict() {
    List<String> faults = new ArrayList<>();
    for (Map<String, Object> row : admitted().toList()) {
      try {
        check(row, OPTIONS.withStrict(true));
      } catch (VmFault fault) {
        faults.add(fault.getMessage());
      }
    }
    assertThat(faults)
        .hasSize(UNWRITTEN)
        .allMatch(fault -> fault.contains("of stack frame 0 was never written"));
  }

  private static void check(Map<String, Object> row, Engine engine) {
    check(row, OPTIONS.withEngine(engine));
  }

  private static void check(Map<String, Object> row, VmOptions options) {
    Vm vm = Vm.create(options);
    byte[] bytes = Vectors.bytes(row.get("insns"));
    ((Map<?, ?>) row.get("fixups"))
        .forEach((name, slots) -> fill(bytes, (List<?>) slots, map(vm, (String) name)));
    LoadedProgram loaded = vm.load(Program.decode(bytes, ByteOrder.LITTLE_ENDIAN));
    for (Object each : (List<?>) row.get("retvals")) {
      long wanted = (Long) ((Map<?, ?>) each).get("retval");
      long r0 = loaded.run(context(row, (String) ((Map<?, ?>) each).get("data"))) & 0xffff_ffffL;
      if (wanted != POINTER && isMeasured(row)) {
        assertThat(r0).isEqualTo(wanted);
      }
    }
  }

  /** The kernel has no test run for tracepoints, so that nobody has seen what those return. */
  private static boolean isMeasured(Map<String, Object> row) {
    return type(row) != ProgramType.TRACEPOINT;
  }

  private static ProgramType type(Map<String, Object> row) {
    return ProgramType.of(((Long) row.get("prog_type")).intValue()).orElseThrow();
  }

  private static void fill(byte[] bytes, List<?> slots, int descriptor) {
    for (Object slot : slots) {
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(((Long) slot).intValue() * Words.BYTES + Integer.BYTES, descriptor);
    }
  }

  /** Makes the map of that name of the vectors' README; {@return its descriptor} */
  private static int map(Vm vm, String name) {
    return switch (name) {
      case "map_hash_8b" -> vm.map(MapDef.hash(name, Codec.U64, Codec.U64, 1)).descriptor();
      case "map_hash_48b" ->
          vm.map(MapDef.hash(name, Codec.U64, Codec.bytes(VALUE), 1)).descriptor();
      case "map_array_48b" -> array(vm, name);
      case "map_array_ro" -> array(vm, name, MapFlag.RDONLY_PROG);
      case "map_array_wo" -> array(vm, name, MapFlag.WRONLY_PROG);
      case "map_in_map" -> {
        MapDef<?, ?> inner = MapDef.array("inner", Codec.U32, 1);
        TypedMap<Integer, Long> outer = vm.map(MapDef.arrayOfMaps(name, inner, 1));
        outer.update(0, (long) vm.map(inner).descriptor());
        yield outer.descriptor();
      }
      default -> vm.map(MapDef.ringBuffer(name, 4_096)).descriptor();
    };
  }

  private static int array(Vm vm, String name, MapFlag... flags) {
    TypedMap<Integer, byte[]> map =
        vm.map(MapDef.array(name, Codec.bytes(VALUE), 1).withFlags(flags));
    ByteBuffer value = ByteBuffer.allocate(VALUE).order(ByteOrder.LITTLE_ENDIAN);
    map.update(0, value.putInt(0, 28).putInt(28, 0xabcdef12).array());
    return map.descriptor();
  }

  /** The kernel's own test has a buffer of that size, of which the data are the start. */
  private static Context context(Map<String, Object> row, String data) {
    byte[] packet = Arrays.copyOf(Vectors.bytes(data), 64);
    ProgramType type = type(row) == ProgramType.UNSPEC ? ProgramType.SOCKET_FILTER : type(row);
    return Contexts.of(type, packet).orElseThrow();
  }
}
