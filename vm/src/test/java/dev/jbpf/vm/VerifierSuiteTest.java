package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.testing.Vectors;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.SkBuff;
import dev.jbpf.vm.context.Xdp;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a kernel's verifier admits faults on no engine, and returns what the kernel returns. */
class VerifierSuiteTest {
  /** Any pointer will do. */
  private static final long POINTER = 13_303_370;

  /** Those whose context the VM makes. */
  private static final Set<ProgramType> PACKETS =
      Set.of(
          ProgramType.UNSPEC,
          ProgramType.SOCKET_FILTER,
          ProgramType.SCHED_CLS,
          ProgramType.SCHED_ACT,
          ProgramType.CGROUP_SKB,
          ProgramType.XDP);

  @TestFactory
  Stream<DynamicTest> admittedProgramsRun() {
    return Vectors.rows("verifier.jsonl").stream()
        .filter(row -> row.get("kernel618").equals("ACCEPT"))
        .filter(row -> row.get("self_contained").equals(true))
        .filter(row -> PACKETS.contains(type(row)))
        .flatMap(
            row ->
                Stream.of(Engine.INTERPRETER, Engine.JIT)
                    .map(
                        engine ->
                            DynamicTest.dynamicTest(
                                row.get("id") + " on " + engine, () -> check(row, engine))));
  }

  private static ProgramType type(Map<String, Object> row) {
    return ProgramType.of(((Long) row.get("prog_type")).intValue()).orElseThrow();
  }

  private static void check(Map<String, Object> row, Engine engine) {
    byte[] bytes = Vectors.bytes(row.get("insns"));
    LoadedProgram loaded =
        Vm.load(
            Program.decode(bytes, ByteOrder.LITTLE_ENDIAN), VmOptions.DEFAULT.withEngine(engine));
    for (Object each : (List<?>) row.get("retvals")) {
      long wanted = (Long) ((Map<?, ?>) each).get("retval");
      String data = (String) ((Map<?, ?>) each).get("data");
      // The kernel's own test has a buffer of that size, of which the data are the start.
      byte[] packet = Arrays.copyOf(Vectors.bytes(data), 64);
      long r0 = loaded.run(context(type(row), packet)) & 0xffff_ffffL;
      if (wanted != POINTER) {
        assertThat(r0).isEqualTo(wanted);
      }
    }
  }

  private static Context context(ProgramType type, byte[] packet) {
    return type == ProgramType.XDP ? new Xdp(packet) : SkBuff.of(packet);
  }
}
