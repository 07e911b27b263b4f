package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
  private static final String SECOND_BYTE = "ldxb %r0,[%r1+1]\nexit\n";

  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void r0IsPrinted(String engine) {
    CommandRun run = CommandRun.jbpf(SECOND_BYTE, "run", "-", "--mem", "aa bb", "--engine", engine);
    assertThat(run)
        .usingRecursiveComparison()
        .ignoringFields("bytes")
        .isEqualTo(new CommandRun(0, new byte[0], ""));
    assertThat(run.out()).isEqualTo("0xbb\n");
  }

  @Test
  void memoryMayBeAFile(@TempDir Path folder) throws IOException {
    Path memory = Files.write(folder.resolve("m"), new byte[] {1, 2, 3});
    String file = memory.toString();
    assertThat(CommandRun.jbpf(SECOND_BYTE, "run", "-", "--mem-file", file).out())
        .isEqualTo("0x2\n");
    assertThat(CommandRun.jbpf(SECOND_BYTE, "run", "-", "--mem-file", file, "--mem", "00").code())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void aFaultNamesTheAuthorsLine(String engine) {
    CommandRun run = CommandRun.jbpf(SECOND_BYTE, "run", "-", "--mem", "aa", "--engine", engine);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).startsWith("<stdin>:1:1: error[fault]: slot 0: load of 1 byte at ");
    assertThat(run.bytes()).isEmpty();
  }

  @Test
  void withATypeTheMemoryIsAPacket() {
    String program = "r6 = r1\nr0 = *(u8 *)skb[1]\nexit\n";
    CommandRun run =
        CommandRun.jbpf(program, "run", "-", "--mem", "0102", "--prog-type", "socket_filter");
    assertThat(run.out()).isEqualTo("0x2\n");
  }

  @KernelTest
  @Test
  void theKernelRunsItToo() {
    String program = "r6 = r1\nr0 = *(u8 *)skb[1]\nexit\n";
    CommandRun run =
        CommandRun.jbpf(
            program, "run", "-", "--mem", "0102", "--engine", "kernel", "--prog-type", "sched_cls");
    assertThat(run.out()).isEqualTo("0x2\n");
    CommandRun refused = CommandRun.jbpf("r0 = r6\nexit\n", "run", "-", "--engine", "kernel");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).startsWith("<stdin>:1:1: error[reject]: slot 0: ");
  }

  @Test
  void pluginsTakeHexadecimalDigitsAndAnswerWithThem() {
    CommandRun run =
        CommandRun.jbpf("71 10 01 00 00 00 00 00 9500000000000000\n", "run", "--plugin", "aa bb");
    assertThat(run.out()).isEqualTo("bb\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm", "jit"})
  void theConformanceSuiteIsAnsweredLineByLine(String engine) {
    List<Map<String, Object>> rows = Vectors.rows("conformance.jsonl");
    StringBuilder requests = new StringBuilder();
    // No kernel calls through a register, and so we refuse to.
    rows.removeIf(row -> ((List<?>) row.get("features")).contains("callx"));
    for (Map<String, Object> row : rows) {
      requests.append(
          String.format(
              "{\"insns\": \"%s\", \"mem\": \"%s\"}%n", row.get("insns"), row.get("mem")));
    }
    CommandRun run = CommandRun.jbpf(requests.toString(), "run", "--jsonl", "--engine", engine);
    List<String> answers = run.out().lines().toList();
    assertThat(answers).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(answers.get(i))
          .as("%s", rows.get(i).get("name"))
          .isEqualTo("{\"verdict\":\"accept\",\"r0\":\"" + rows.get(i).get("r0") + "\"}");
    }
  }

  @Test
  void jsonVerdictsTellFaultsAndBadRequests() {
    CommandRun run =
        CommandRun.jbpf(
            "{\"insns\": \"71100000000000009500000000000000\"}\n{\"mem\": \"\"}\n{\"insns\": \"zz\"}\n",
            "run",
            "--jsonl");
    List<String> answers = run.out().lines().toList();
    assertThat(answers.get(0))
        .startsWith("{\"verdict\":\"fault\",\"error\":\"")
        .endsWith("\"slot\":0}");
    assertThat(answers.subList(1, 3)).allMatch(answer -> answer.contains("\"code\":\"request\""));
  }

  @Test
  void wrongUsageIsTold() {
    assertThat(CommandRun.jbpf("", "run").code()).isEqualTo(2);
    assertThat(CommandRun.jbpf("exit", "run", "-", "--mem", "zz").code()).isEqualTo(2);
    assertThat(CommandRun.jbpf("exit", "run", "-", "--engine", "v8").code()).isEqualTo(2);
  }

  @Test
  void aTraceShowsWhatEachStepChanged() {
    CommandRun run = CommandRun.jbpf("r0 = 5\nr0 += 2\nexit\n", "run", "-", "--trace");
    assertThat(run.out()).isEqualTo("0x7\n");
    assertThat(run.err().lines().map(String::strip))
        .anyMatch(line -> line.startsWith("1: r0 += 2") && line.endsWith("r0=0x7"));
    assertThat(CommandRun.jbpf("exit", "run", "-", "--trace", "--engine", "kernel").code())
        .isEqualTo(2);
  }
}
