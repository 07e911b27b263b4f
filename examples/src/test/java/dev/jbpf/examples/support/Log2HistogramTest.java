package dev.jbpf.examples.support;

import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class Log2HistogramTest {

  private static String print(SortedMap<Integer, Long> counts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Log2Histogram.print(new PrintStream(out, true, StandardCharsets.UTF_8), "Kbytes", counts);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The rows and stars that BCC's bitesize prints. */
  @Test
  void tablesAreThoseOfBcc() {
    assertThat(print(new TreeMap<>(Map.of(3, 1024L))))
        .isEqualTo(
            """
                 Kbytes              : count     distribution
                     0 -> 1          : 0        |                                        |
                     2 -> 3          : 0        |                                        |
                     4 -> 7          : 1024     |****************************************|
            """);
    assertThat(print(new TreeMap<>(Map.of(1, 3L, 2, 7L))))
        .endsWith(
            """
                     0 -> 1          : 3        |*****************                       |
                     2 -> 3          : 7        |****************************************|
            """);
  }

  private static long slot(int value) {
    Program program =
        ProgramBuilder.program(
            ProgramType.SOCKET_FILTER,
            b -> {
              b.load(R6, value & 0xffff_ffffL);
              Log2Histogram.slot(b, R7, R6);
              b.mov(R0, R7).exit();
            });
    try (KernelProgram loaded =
        Bpf.load(ProgramSpec.of("slot", ProgramType.SOCKET_FILTER, program))) {
      return loaded.testRun(TestRun.onPacket(new byte[64])).returnValue();
    }
  }

  @Test
  @KernelTest
  void slotsArePowersOfTwo() {
    assertThat(slot(0)).isEqualTo(1);
    assertThat(slot(1)).isEqualTo(1);
    for (int bit = 1; bit < 31; bit++) {
      assertThat(slot(1 << bit)).isEqualTo(bit + 1);
      assertThat(slot((2 << bit) - 1)).isEqualTo(bit + 1);
    }
  }
}
