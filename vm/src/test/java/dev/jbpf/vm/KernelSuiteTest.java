package dev.jbpf.vm;

import static dev.jbpf.kernel.SkBuff.HASH;
import static dev.jbpf.kernel.SkBuff.IFINDEX;
import static dev.jbpf.kernel.SkBuff.MARK;
import static dev.jbpf.kernel.SkBuff.PKT_TYPE;
import static dev.jbpf.kernel.SkBuff.PROTOCOL;
import static dev.jbpf.kernel.SkBuff.QUEUE_MAPPING;
import static dev.jbpf.kernel.SkBuff.VLAN_PRESENT;
import static dev.jbpf.kernel.SkBuff.VLAN_TCI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.classic.ClassicConverter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.code.Program;
import dev.jbpf.testing.Vectors;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.SocketBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kernel's own tests of its interpreter, classic programs included, on each engine. */
class KernelSuiteTest {
  /** These read netlink attributes and the payload's offset, which eBPF programs cannot. */
  private static final Set<String> NO_EBPF = Set.of("test_bpf/20", "test_bpf/22", "test_bpf/24");

  private static boolean has(Map<String, Object> row, String flag) {
    return ((List<?>) row.get("flags")).contains(flag);
  }

  /** All but five rows, of whose fragmented packets the vectors have only the first part. */
  private static Stream<Map<String, Object>> rows() {
    return Vectors.rows("test_bpf.jsonl").stream().filter(row -> !has(row, "SKB_FRAG"));
  }

  @Test
  void noRowIsForgotten() {
    assertThat(rows()).hasSize(380);
    assertThat(rows().filter(row -> program(row).isEmpty())).hasSize(8);
  }

  @TestFactory
  Stream<DynamicTest> everyRowGivesItsResults() {
    return rows()
        .flatMap(
            row ->
                Stream.of(Engine.INTERPRETER, Engine.JIT)
                    .map(
                        engine ->
                            DynamicTest.dynamicTest(
                                row.get("id") + " on " + engine, () -> check(row, engine))));
  }

  private static void check(Map<String, Object> row, Engine engine) {
    Optional<Program> program = program(row);
    if (has(row, "EXPECTED_FAIL") || NO_EBPF.contains((String) row.get("id"))) {
      assertThat(program).isEmpty();
      return;
    }
    LoadedProgram loaded = Vm.load(program.get(), VmOptions.DEFAULT.withEngine(engine));
    for (Object each : (List<?>) row.get("subtests")) {
      Map<?, ?> subtest = (Map<?, ?>) each;
      int size = ((Long) subtest.get("data_size")).intValue();
      byte[] packet = Arrays.copyOf(Vectors.bytes(row.get("data")), size);
      assertThat(loaded.run(context(row, packet)) & 0xffff_ffffL)
          .as("packet of %d bytes", size)
          .isEqualTo((Long) subtest.get("result") & 0xffff_ffffL);
    }
  }

  private static Context context(Map<String, Object> row, byte[] packet) {
    return has(row, "LARGE_MEM") ? Context.of(new byte[1 << 16]) : packet(packet);
  }

  private static Optional<Program> program(Map<String, Object> row) {
    byte[] bytes = Vectors.bytes(row.get("insns"));
    return row.get("type").equals("CLASSIC")
        ? ClassicConverter.convert(ClassicProgram.decode(bytes, ByteOrder.LITTLE_ENDIAN)).program()
        : Optional.of(Program.decode(bytes, ByteOrder.LITTLE_ENDIAN));
  }

  private static SocketBuffer packet(byte[] bytes) {
    return SocketBuffer.of(bytes)
        .with(PKT_TYPE, 3)
        .with(MARK, 0x1234aaaa)
        .with(HASH, 0x1234aaab)
        .with(QUEUE_MAPPING, 123)
        .with(VLAN_TCI, 0xffff)
        .with(VLAN_PRESENT, 1)
        .with(IFINDEX, 577)
        .with(PROTOCOL, 0x0008);
  }
}
