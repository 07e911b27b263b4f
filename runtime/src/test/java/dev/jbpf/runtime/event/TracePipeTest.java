package dev.jbpf.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@KernelTest
class TracePipeTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Prints {@code "n=%d\n"} of a number that no other program prints. */
  private static KernelProgram printing(long number) {
    return Bpf.load(
        ProgramSpec.of(
            "print",
            ProgramType.SOCKET_FILTER,
            Counter.assemble(
                """
                r1 = 0x0a64253d6e ll
                *(u64 *)(r10 - 8) = r1
                r1 = r10
                r1 += -8
                r2 = 6
                r3 = %d
                call 6
                r0 = 0
                exit
                """
                    .formatted(number))));
  }

  /** Not more lines than the few kilobytes hold that the kernel has for a start. */
  @Test
  void linesArriveWhole() throws InterruptedException {
    long number = ProcessHandle.current().pid() * 1000;
    List<String> lines = new ArrayList<>();
    try (TracePipe pipe = TracePipe.open(Kernel.local());
        KernelProgram program = printing(number)) {
      program.testRun(TestRun.onPacket(new byte[14]).withRepeat(100));
      Optional<String> line = pipe.next(SOON);
      while (line.isPresent() && lines.size() < 1_000) {
        lines.add(line.get());
        line = pipe.next(Duration.ofMillis(200));
      }
    }
    assertThat(lines)
        .filteredOn(line -> line.contains("bpf_trace_printk: n="))
        .hasSize(100)
        .allMatch(line -> line.endsWith("n=" + number));
  }
}
