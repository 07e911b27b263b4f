package dev.jbpf.vm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.testing.Vectors;
import dev.jbpf.vm.fault.VmFault;
import dev.jbpf.vm.jit.JitProgram;
import dev.jbpf.vm.memory.AddressSpace;
import dev.jbpf.vm.memory.Allowance;
import dev.jbpf.vm.memory.PacketLayout;
import dev.jbpf.vm.memory.PacketMemory;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two suites of vectors would notice if an engine took one instruction for another. */
class MutationTest {
  private static final List<Row> ROWS = new ArrayList<>();

  /** A program, what r1 points to, and the bits of r0 that count. */
  private record Row(Program program, byte[] memory, long r0, long mask) {}

  @BeforeAll
  static void read() {
    for (Map<String, Object> row : Vectors.rows("conformance.jsonl")) {
      if (!((List<?>) row.get("features")).contains("callx")) {
        long r0 = Long.parseUnsignedLong(((String) row.get("r0")).substring(2), 16);
        ROWS.add(new Row(program(row), Vectors.bytes(row.get("mem")), r0, -1));
      }
    }
    for (Map<String, Object> row : Vectors.rows("test_bpf.jsonl")) {
      if (row.get("type").equals("INTERNAL") && ((List<?>) row.get("flags")).isEmpty()) {
        long r0 = (Long) ((Map<?, ?>) ((List<?>) row.get("subtests")).get(0)).get("result");
        ROWS.add(new Row(program(row), new byte[0], r0, 0xffff_ffffL));
      }
    }
  }

  private static Program program(Map<String, Object> row) {
    return Program.decode(Vectors.bytes(row.get("insns")), ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void withoutABugEveryRowPasses() {
    assertThat(failures(Micro.ADD, Micro.ADD, Interpreter::new)).isZero();
    assertThat(failures(Micro.ADD, Micro.ADD, MutationTest::compile)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 3", "4, 5", "8, 9", "9, 13", "6, 11", "14, 5", "15, 10", "20, 21", "30, 12", "26, 27",
    "43, 47", "44, 45", "44, 47", "48, 44", "50, 52", "60, 56", "70, 71", "72, 73", "74, 70",
    "83, 84", "39, 37", "40, 41", "17, 18", "35, 36", "34, 16"
  })
  void twoSwappedInstructionsAreFound(int one, int other) {
    assertThat(failures(one, other, Interpreter::new)).as("interpreter").isPositive();
    assertThat(failures(one, other, MutationTest::compile)).as("compiler").isPositive();
  }

  private static Executable compile(MicroCode code) {
    return JitProgram.compile(code).orElseThrow();
  }

  private static long failures(int one, int other, Function<MicroCode, Executable> engine) {
    return ROWS.stream().filter(row -> fails(row, one, other, engine)).count();
  }

  private static boolean fails(
      Row row, int one, int other, Function<MicroCode, Executable> engine) {
    MicroCode code = MicroCode.decode(row.program(), new OneHelper());
    swap(code.words(), one, other);
    Executable executable = engine.apply(code);
    EngineState machine =
        new EngineState(
            new AddressSpace(new Allowance(1 << 20)),
            (call, map, index) -> Optional.empty(),
            executable);
    machine.configure(100_000, 0);
    byte[] memory = row.memory().clone();
    machine.packet().set("memory", memory, PacketLayout.ETHERNET, PacketMemory.NOBODY);
    try {
      machine.give(PacketMemory.base(), memory.length);
      long r0 = executable.run(machine, machine.argument);
      return (r0 & row.mask()) != (row.r0() & row.mask());
    } catch (VmFault fault) {
      return true;
    }
  }

  private static void swap(long[] words, int one, int other) {
    for (int i = 0; i < words.length; i++) {
      int micro = MicroCode.micro(words[i]);
      if (micro == one || micro == other) {
        words[i] = MicroCode.withMicro(words[i], micro == one ? other : one);
      }
    }
  }
}
