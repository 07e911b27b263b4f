package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.testing.Vectors;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The public conformance suite on each engine: r1 points to the memory, r2 holds its length. */
class ConformanceTest {
  @TestFactory
  Stream<DynamicTest> everyRowGivesItsResult() {
    return Vectors.rows("conformance.jsonl").stream()
        .flatMap(
            row ->
                Stream.of(Engine.INTERPRETER, Engine.JIT)
                    .map(engine -> test(row.get("name") + " on " + engine, row, engine)));
  }

  private static DynamicTest test(String name, Map<String, Object> row, Engine engine) {
    return DynamicTest.dynamicTest(name, () -> check(row, engine));
  }

  private static void check(Map<String, Object> row, Engine engine) {
    Program program = Program.decode(Vectors.bytes(row.get("insns")), ByteOrder.LITTLE_ENDIAN);
    LoadedProgram loaded = Vm.load(program, VmOptions.DEFAULT.withEngine(engine));
    byte[] memory = Vectors.bytes(row.get("mem"));
    // Calls through a register are in no kernel: refused here, while the suite's own VM has them.
    if (((List<?>) row.get("features")).contains("callx")) {
      assertThatThrownBy(() -> loaded.run(memory))
          .isInstanceOfSatisfying(
              VmFault.class, fault -> assertThat(fault.kind()).isEqualTo(FaultKind.UNSUPPORTED));
      return;
    }
    assertThat(loaded.run(memory))
        .isEqualTo(Long.parseUnsignedLong(((String) row.get("r0")).substring(2), 16));
  }
}
