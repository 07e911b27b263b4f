package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Long sources take no more time a line than short ones. Each of these takes a tenth of what is
 * allowed, in CPU time; at a cost that grows with the square of the size it would be ten times as
 * much.
 */
class LinearCostTest {
  private static final Duration MOST = Duration.ofSeconds(3);
  private static final AssemblerOptions TO_OBJECT =
      AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r11 = %d",
        "mvo r1, 2",
        "add %%r1",
        "st [",
        "jeq r1, 1, nowhere%d",
        "if r1 > goto out",
        "call nothing%d",
        "BPF_MOV64_REG(BPF_REG_%d, BPF_REG_11),",
        "BPF_RAW_INSN(1, 2, 3, 4, 5, 6),",
        "{ .code = NOTHING_%d },",
        "dup:",
        ".bogus %d"
      })
  void aHundredThousandErrors(String line) {
    Assembly assembly = assemble(lines(line, 100_000), AssemblerOptions.DEFAULT);
    assertThat(assembly.diagnostics().size()).isBetween(99_999, 100_001);
  }

  /** One word is not of ASCII's, so that columns are not offsets. */
  @Test
  void errorsOnOneLine() {
    String line = "/* é */" + "dup: mvo r1, 2; ".repeat(50_000) + "\n";
    assertThat(assemble(line, AssemblerOptions.DEFAULT).diagnostics()).hasSize(99_999);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "L%1$d: if r1 == 1 goto L%1$d",
        ".set s%1$d, %1$d",
        "x = %d\nr1 = x",
        ".globl f%1$d\nf%1$d: r0 = 1\nexit",
        ".section s%d,\"ax\"\nr0 = 1\nexit",
        ".rept 2\nr0 = %d\n.endr",
        ".if 1\nr0 = %d\n.endif"
      })
  void aHundredThousandOfWhatIsDefined(String lines) {
    int count = lines.startsWith(".section") ? 20_000 : 100_000;
    Assembly assembly = assemble(lines(lines, count) + "exit\n", TO_OBJECT);
    assertThat(assembly.report()).isEmpty();
  }

  /** Each depends on the one behind it, the last one on a label. */
  @Test
  void chainsOfAssignments() {
    StringBuilder source = new StringBuilder();
    IntStream.range(0, 100_000)
        .forEach(i -> source.append(".set s" + i + ", s" + (i + 1) + " + 8\n"));
    source.append("s100000: exit\n");
    assertThat(assemble(source.toString(), AssemblerOptions.DEFAULT).report()).isEmpty();
  }

  private static String lines(String line, int count) {
    StringBuilder out = new StringBuilder();
    IntStream.range(0, count)
        .forEach(i -> out.append(String.format(Locale.ROOT, line, i)).append('\n'));
    return out.toString();
  }

  private static Assembly assemble(String source, AssemblerOptions options) {
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    long start = cpuNanos();
    Assembly assembly = Assembler.assemble(bytes, "long.s", options);
    assembly.object();
    assertThat(Duration.ofNanos(cpuNanos() - start)).isLessThan(MOST);
    return assembly;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
