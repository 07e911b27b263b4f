package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JbpfTest {

  @Test
  void withoutACommandItExplainsItself() {
    CommandRun run = CommandRun.jbpf("");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: jbpf", "asm", "example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asm",
        "example",
        "run",
        "load",
        "probe",
        "gen",
        "gen java",
        "gen struct",
        "gen tracepoint"
      })
  void eachCommandExplainsItselfAndTellsTheVersion(String command) {
    List<String> words = List.of(command.split(" "));
    assertThat(run(words, "--help").out())
        .startsWith("Usage: jbpf " + command)
        .containsPattern("\\.\\R")
        .contains("--version");
    assertThat(run(words, "--version").out()).isEqualTo(CommandRun.jbpf("", "--version").out());
  }

  /** An option without a word, or a sentence without an end. */
  @ParameterizedTest
  @ValueSource(strings = {"gen", "gen java", "gen struct", "gen tracepoint"})
  void sentencesOfTheHelpAreWhole(String command) {
    String help = run(List.of(command.split(" ")), "--help").out();
    assertThat(help).doesNotContainPattern("[,;]\\R  \\w").doesNotContainPattern("=NAME\\R");
  }

  private static CommandRun run(List<String> command, String option) {
    return CommandRun.jbpf(
        "", Stream.concat(command.stream(), Stream.of(option)).toArray(String[]::new));
  }

  @Test
  void asmIsJbpfAsm() {
    assertThat(CommandRun.jbpf("exit", "asm", "-", "-f", "hex").out())
        .isEqualTo("9500000000000000\n");
    CommandRun missing = CommandRun.jbpf("", "asm", "/no/such/file.s");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err())
        .isEqualTo("jbpf asm: cannot read /no/such/file.s: no such file or folder\n");
  }

  @Test
  void examplesAreListed() {
    assertThat(CommandRun.jbpf("", "example").out()).contains("sock_example");
  }

  @Test
  void anUnknownExampleIsWrongUsage() {
    CommandRun run = CommandRun.jbpf("", "example", "sok_example");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean 'sock_example'?");
  }

  @Test
  void whatFollowsTheNameIsForTheExample() {
    CommandRun run = CommandRun.jbpf("", "example", "sock_example", "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("--seconds", "--interface", "--no-traffic");
  }

  @KernelTest
  @Test
  void probeTellsWhatTheKernelHas() {
    assertThat(CommandRun.jbpf("", "probe").out()).containsPattern("BPF_MAP_TYPE_HASH +yes");
    assertThat(CommandRun.jbpf("", "probe", "--json").out())
        .contains("\"BPF_PROG_TYPE_SOCKET_FILTER\" : \"yes\"");
  }
}
