package dev.jbpf.verifier.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that kernels take. */
class WarningsTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 18);
  private static final String TABLE =
      ".map table, type=hash, key=8, value=8, max_entries=4\n.section socket\n";

  private static List<Diagnostic> of(String source) {
    return of(RuleExample.subject(source));
  }

  private static List<Diagnostic> of(Subject subject) {
    Warnings warnings = new Warnings(subject, KERNEL);
    assertThat(RuleExample.verifier(KERNEL).verify(subject, warnings))
        .isInstanceOf(Verdict.Accepted.class);
    return warnings.diagnostics();
  }

  private static void assertOne(String source, Warning warning, int line, String message) {
    List<Diagnostic> found = of(source);
    assertThat(found).as(found.toString()).hasSize(1);
    assertThat(found.get(0).code()).isEqualTo(warning.code());
    assertThat(found.get(0).isError()).isFalse();
    assertThat(found.get(0).message()).contains(message);
    assertThat(((Origin.Source) found.get(0).origin()).line()).isEqualTo(line);
  }

  @Test
  void aKeyThatIsWrittenInPart() {
    String lookup =
        "  r1 = table ll\n  r2 = r10\n  r2 += -8\n  call bpf_map_lookup_elem\n  r0 = 0\n  exit\n";
    assertOne(
        TABLE + "  *(u32 *)(r10 - 8) = 7\n" + lookup,
        Warning.HALF_WRITTEN,
        7,
        "4 of the 8 bytes that r2 points to, at fp-8, were not written");
    assertThat(of(TABLE + "  *(u64 *)(r10 - 8) = 7\n" + lookup)).isEmpty();
  }

  @Test
  void aResultThatNobodyKnows() {
    assertOne(
        ".section xdp\n  r0 = 7\n  exit\n",
        Warning.RESULT_UNKNOWN,
        3,
        "programs of type XDP do not define the result 7");
    assertThat(of(".section xdp\n  r0 = 4\n  exit\n")).isEmpty();
    assertThat(of(".section tc\n  r0 = -1\n  exit\n")).isEmpty();
    assertThat(of(".section socket\n  r0 = 7\n  exit\n")).isEmpty();
  }

  @Test
  void aFunctionWithoutAResult() {
    String call =
        ".section socket\n.globl prog\n.type prog, @function\nprog:\n  call f\n  r0 = 0\n  exit\n"
            + ".type f, @function\nf:\n  r1 = 0\n";
    assertOne(call + "  exit\n", Warning.RESULT_UNWRITTEN, 11, "without having written r0");
    assertThat(of(call + "  r0 = 0\n  exit\n")).isEmpty();
  }

  @Test
  void aResultThatNobodyLooksAt() {
    String load =
        ".section tc\n  r2 = 0\n  r3 = r10\n  r3 += -8\n  r4 = 8\n  call bpf_skb_load_bytes\n";
    assertOne(load + "  r0 = 0\n  exit\n", Warning.RESULT_UNCHECKED, 6, "not checked");
    assertThat(of(load + "  if r0 != 0 goto out\n  r0 = 0\nout:\n  r0 = 0\n  exit\n")).isEmpty();
  }

  @Test
  void aWaitThatOnlyTheKernelEnds() {
    assertOne(
        ".section socket\n  r6 = 1\ntop:\n  may_goto out\n  if r6 == 0 goto top\n  goto top\n"
            + "out:\n  r0 = 0\n  exit\n",
        Warning.ENDLESS_WAIT,
        6,
        "nothing in this loop can end it");
    assertThat(
            of(
                ".section socket\n  r6 = 9\ntop:\n  may_goto out\n  r6 += -1\n"
                    + "  if r6 == 0 goto out\n  goto top\nout:\n  r0 = 0\n  exit\n"))
        .isEmpty();
  }

  /** The mended programs of the page have nothing that is a mistake. */
  @ParameterizedTest
  @MethodSource("dev.jbpf.verifier.explain.RulesPageTest#ofAllKernels")
  void mendedProgramsAreNotWarnedOf(RuleExample example) {
    assertThat(of(example.mendedSubject()))
        .filteredOn(warning -> !warning.code().equals(Warning.RESULT_UNCHECKED.code()))
        .isEmpty();
  }
}
