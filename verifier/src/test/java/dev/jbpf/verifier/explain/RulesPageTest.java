package dev.jbpf.verifier.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of rules shows what the verifier says, and the kernel says so, too. */
class RulesPageTest {
  private static final Path PAGE = Path.of("../docs/rules.md");

  /** Where the page is written as it ought to be. */
  private static final Path WRITTEN = Path.of("target/rules.md");

  static Stream<RuleExample> all() {
    return RuleExample.all().stream();
  }

  static Stream<RuleExample> ofAllKernels() {
    return all().filter(RuleExample::isOfAllKernels);
  }

  @Test
  void thereAreMany() {
    assertThat(all().count()).isGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFaultyProgramBreaksItsRule(RuleExample example) {
    assertThat(example.verdict(example.faulty()))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected ->
                assertThat(rejected.finding().rule())
                    .as(example::message)
                    .isEqualTo(example.rule()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void theMendedProgramIsAccepted(RuleExample example) {
    assertThat(example.verdict(example.mended())).isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @MethodSource("ofAllKernels")
  @KernelTest
  void theKernelSaysTheSame(RuleExample example) {
    BpfObject.open("mended", RuleExample.objectForKernel(example.mended()))
        .license("GPL")
        .load()
        .close();
    byte[] faulty = RuleExample.objectForKernel(example.faulty());
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> BpfObject.open("faulty", faulty).load().close());
  }

  @Test
  void thePageShowsThem() throws IOException {
    String page = page();
    Files.createDirectories(WRITTEN.getParent());
    Files.writeString(WRITTEN, page);
    assertThat(Files.readString(PAGE)).as("copy %s to %s", WRITTEN, PAGE).isEqualTo(page);
  }

  private static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(Files.readString(Path.of("src/test/resources/rules/head.md")));
    List<Rule> shown = all().map(RuleExample::rule).toList();
    Arrays.stream(Rule.values())
        .filter(rule -> !shown.contains(rule))
        .forEach(rule -> page.append("| `" + rule.code() + "` | " + rule.sentence() + " |\n"));
    page.append("\n## Warnings\n\nWhat kernels take, and is a mistake even so. `jbpf-asm --check`,")
        .append(" `--verify` and `jbpf verify` say so, of programs that are accepted.\n\n")
        .append("| warning | what ought to hold | what helps |\n| --- | --- | --- |\n");
    for (Warning warning : Warning.values()) {
      page.append("| `" + warning.code() + "` | " + warning.sentence())
          .append(" | " + warning.fix() + " |\n");
    }
    all().forEach(example -> page.append(section(example)));
    return page.toString();
  }

  private static String section(RuleExample example) {
    return "\n## `"
        + example
        + "`\n\n"
        + sentence(example.rule().sentence())
        + (example.isOfAllKernels()
            ? ""
            : " Linux " + example.kernel() + " refuses, newer ones may not.")
        + "\n\n```asm\n"
        + RuleExample.shown(example.faulty())
        + "```\n\n```text\n"
        + example.message()
        + "```\n\nMended:\n\n```asm\n"
        + RuleExample.shown(example.mended())
        + "```\n";
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
