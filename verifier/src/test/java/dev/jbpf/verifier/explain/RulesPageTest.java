package dev.jbpf.verifier.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.testing.RunningVerifier;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void everyRuleIsThere() {
    assertThat(all().map(RuleExample::rule)).containsExactly(Rule.values());
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
    BpfObject.open("mended", example.objectForKernel(example.mended()))
        .license("GPL")
        .load()
        .close();
    if (example.untyped().isPresent()) {
      assertThat(isTakenUntyped(example.untyped().get())).isFalse();
      return;
    }
    byte[] faulty = example.objectForKernel(example.faulty());
    String license = example.rule() == Rule.LICENSE ? "Apache-2.0" : "GPL";
    assertThatExceptionOfType(BpfSyscallException.class)
        .isThrownBy(() -> BpfObject.open("faulty", faulty).license(license).load().close());
  }

  /** Loaders give types to functions that have none: this asks the kernel without them. */
  private static boolean isTakenUntyped(Program program) {
    long[] code = new long[program.size()];
    ByteBuffer.wrap(program.toBytes(ByteOrder.LITTLE_ENDIAN))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(code);
    return new RunningVerifier()
        .ask(Question.of(ProgramType.SOCKET_FILTER.value(), 0, code))
        .isAccepted();
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
    page.append("\n## Warnings\n\nMistakes that kernels accept. `jbpf-asm --check`,")
        .append(" `--verify` and `jbpf verify` report them for accepted programs.\n\n")
        .append("| warning | what should hold | what to do |\n| --- | --- | --- |\n");
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
            : " Linux " + example.kernel() + " rejects it; newer ones may not.")
        + "\n\n```"
        + language(example)
        + "\n"
        + RuleExample.shown(example.faulty())
        + "```\n\n```text\n"
        + example.message()
        + "```\n\nFixed:\n\n```"
        + language(example)
        + "\n"
        + RuleExample.shown(example.mended())
        + "```\n";
  }

  private static String language(RuleExample example) {
    return example.isC() ? "c" : "asm";
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
