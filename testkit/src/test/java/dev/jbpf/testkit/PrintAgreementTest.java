package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testkit.world.Outcome;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bpf_trace_printk} and {@code bpf_trace_vprintk} print is what the kernel prints. */
@KernelTest
class PrintAgreementTest {
  private static final long[] VALUES = {0, 42, -42, 0x1234_5678_9abc_def1L, Long.MIN_VALUE};
  private static final int FORMAT_BYTES = 40;

  @DisplayName("K2, V1 to V12: printed texts")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hi",
        "hi\n",
        "a\nb\n",
        "a\n\n",
        "a\tb\r|",
        "",
        "\n",
        " ",
        "%d %u %x",
        "%d\n%d",
        "%ld %lu %lx",
        "%lld %llX %llu",
        "%5d|%-5d|%05d",
        "%+d|% d|%+05d",
        "%c%c%c",
        "%%%d%%",
        "%s",
        "%10s|",
        "%-10s|",
        "%03s|",
        "%i %X",
        "caf\u00e9 %d",
        "%300d|",
        "%900d|%300d",
        "%1000d|%1000d|%d",
        "%9999d",
        "%d%",
        "%z",
        "%5.3d",
        "\u0001"
      })
  void textsAreTheKernels(String format) {
    byte[] bytes = format.getBytes(StandardCharsets.UTF_8);
    StringBuilder source = new StringBuilder("r6 = 0\nr1 = 0x79786c6c6568 ll\n");
    source.append("*(u64 *)(r10 - 8) = r1\n"); // hellxy
    ByteBuffer words =
        ByteBuffer.wrap(Arrays.copyOf(bytes, FORMAT_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < FORMAT_BYTES; i += 8) {
      source.append("r1 = 0x%x ll\n".formatted(words.getLong(i)));
      source.append("*(u64 *)(r10 - %d) = r1\n".formatted(64 - i));
    }
    for (long value : VALUES) {
      String argument = format.contains("s") ? "r3 = r10\nr3 += -8" : "r3 = 0x%x ll";
      source.append(argument.formatted(value)).append("\nr4 = r3\nr5 = r3\n");
      source.append("*(u64 *)(r10 - 96) = r3\n*(u64 *)(r10 - 88) = r3\n");
      source.append("*(u64 *)(r10 - 80) = r3\n");
      String call = "r1 = r10\nr1 += -64\nr2 = %d\ncall %d\nr6 *= 31\nr6 += r0\n";
      source.append(call.formatted(bytes.length + 1, 6));
      source.append("r3 = r10\nr3 += -96\nr4 = 24\n");
      source.append(call.formatted(bytes.length + 1, 177));
    }
    compare(source + "r0 = r6\nexit");
  }

  private static void compare(String source) {
    Assembly assembly = Assembler.assemble(source);
    Program program = assembly.program().orElseThrow(() -> new AssertionError(assembly.report()));
    RunInput input = RunInput.NONE.withType(ProgramType.SCHED_CLS).withPacket(new byte[64]);
    Outcome kernel = Engines.run(TestEngine.KERNEL, program, input);
    assertThat(kernel.printed()).isPresent();
    for (TestEngine engine : List.of(TestEngine.VM, TestEngine.JIT)) {
      Outcome ours = Engines.run(engine, program, input);
      assertThat(ours.printed()).as(engine + " " + source).isEqualTo(kernel.printed());
      assertThat((int) ours.r0()).as(engine + " " + source).isEqualTo((int) kernel.r0());
    }
  }
}
