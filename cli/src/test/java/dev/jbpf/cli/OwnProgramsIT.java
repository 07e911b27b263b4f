package dev.jbpf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.testing.Vectors;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.request.VerifyRequest;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Each program that a test of this build has given to the kernel, and what the kernel said: our
 * verifier says the same. They were written down by {@code RecordedLoads}, module by module.
 */
class OwnProgramsIT {
  private static final Path FOLDER = Path.of(System.getProperty("jbpf.loads", "../target/loads"));
  private static final double LEAST_AGREEMENT = 0.98;

  private static final KernelBtf TYPES = KernelBtf.ofRunningKernel();

  private final List<String> refused = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private final List<String> undecided = new ArrayList<>();
  private int asked;

  @Test
  void verdictsOnWhatTestsLoadAreTheKernels() throws IOException {
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER), () -> "no test has loaded anything: " + FOLDER);
    try (Stream<Path> files = Files.list(FOLDER)) {
      files.forEach(file -> Vectors.forEach(file, this::compare));
    }
    Assumptions.assumeTrue(asked > 0, "no test has loaded anything");
    String report = String.join("\n", missed) + "\nundecided:\n" + String.join("\n", undecided);
    assertThat(refused).as("refused, though the kernel takes it, of %d", asked).isEmpty();
    assertThat(1 - (double) missed.size() / asked)
        .as("of %d: %s", asked, report)
        .isGreaterThanOrEqualTo(LEAST_AGREEMENT);
  }

  private void compare(Map<String, Object> row) {
    boolean isTaken = row.get("errno").equals(0L);
    if (!isTaken && !row.containsKey("log")) {
      return; // It is asked again with a log, which tells whether the verifier came to a verdict.
    }
    Verdict verdict = verdict(VerifyRequest.of(row), row);
    asked++;
    String report = verdict + ", kernel: " + row.get("errno") + " " + row.get("log") + "\n  " + row;
    if (verdict instanceof Verdict.Undecided) {
      undecided.add(report);
    } else if (verdict instanceof Verdict.Accepted != isTaken) {
      (isTaken ? refused : missed).add(report);
    }
  }

  /** What tests load is for the kernel that runs, whose types are at hand. */
  private static Verdict verdict(VerifyRequest request, Map<String, Object> row) {
    Optional<String> target =
        Optional.ofNullable(row.get("attach_btf_id"))
            .flatMap(id -> TYPES.types().map(types -> types.name(((Long) id).intValue())));
    Subject subject = request.subject();
    return Verifier.of(request.kernel())
        .with(TYPES)
        .verify(target.map(subject::against).orElse(subject));
  }
}
