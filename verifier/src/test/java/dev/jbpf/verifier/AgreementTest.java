package dev.jbpf.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.request.VerifyRequest;
import dev.jbpf.verifier.testing.VectorRequests;
import dev.jbpf.verifier.testing.VectorRequests.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdicts of kernels on programs that others wrote, and on mutants of these, against ours. */
class AgreementTest {
  /** The share of what a kernel refuses that has to be refused. */
  private static final double REFUSED = 0.97;

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of("programs, 6.18", (Supplier<List<Row>>) VectorRequests::rows618),
        Arguments.of("programs, 6.1", (Supplier<List<Row>>) VectorRequests::rows61),
        Arguments.of("mutants, 6.18", (Supplier<List<Row>>) VectorRequests::mutants));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void whatAKernelTakesIsNotRefusedAndWhatItRefusesNearlyAlwaysIs(
      String name, Supplier<List<Row>> rows) {
    List<String> refusedFalsely = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    int refusals = 0;
    for (Row row : rows.get()) {
      Verdict verdict = VerifyRequest.of(row.fields()).verify();
      String said = row.name() + ": " + verdict;
      if (row.isAccepted() && verdict instanceof Verdict.Rejected) {
        refusedFalsely.add(said);
      } else if (!row.isAccepted()) {
        refusals++;
        if (!(verdict instanceof Verdict.Rejected)) {
          missed.add(said);
        }
      }
    }
    assertThat(refusedFalsely).as("refused, though the kernel takes it: %s", name).isEmpty();
    assertThat(missed)
        .as("not refused, of %d that the kernel refuses: %s", refusals, name)
        .hasSizeLessThanOrEqualTo((int) (refusals * (1 - REFUSED)));
    assertThat(refusals).isPositive();
  }
}
