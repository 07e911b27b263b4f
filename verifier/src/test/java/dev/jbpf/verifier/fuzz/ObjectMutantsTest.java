package dev.jbpf.verifier.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.fuzz.Differ.Outcome;
import dev.jbpf.verifier.testing.AskedKernel;
import dev.jbpf.verifier.testing.ClangSources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of C over the kernel's newer kinds, changed as an author errs: our verdict is the
 * running kernel's, and never a refusal of what it takes.
 */
@KernelTest
class ObjectMutantsTest {
  private static final double LEAST_AGREEMENT = 0.98;
  private static final List<String> SOURCES =
      List.of(
          "kfuncs", "kptrs", "own", "objects", "globals", "throw", "arena", "loops", "xdp", "tc",
          "cgroup", "tracing");

  @BeforeEach
  void onlyThatKernel() {
    AskedKernel.require();
  }

  @Test
  void someMutantsOfEachProgramGetTheKernelsVerdict(@TempDir Path folder) throws Exception {
    compare(new ObjectMutants(1, 4), folder);
  }

  @Test
  @Tag("long")
  void manyMutantsOfEachProgramGetTheKernelsVerdict(@TempDir Path folder) throws Exception {
    compare(new ObjectMutants(2, 100), folder);
  }

  private static void compare(ObjectMutants mutants, Path folder) throws Exception {
    for (String source : SOURCES) {
      mutants.compare(source, ClangSources.compile(source, "v4", "-O2", folder));
    }
    String report = mutants + String.join("\n", mutants.differences());
    int agreed = mutants.count(Outcome.BOTH_ACCEPT) + mutants.count(Outcome.BOTH_REJECT);
    int decided = agreed + mutants.count(Outcome.MISSED);
    assertThat(mutants.count(Outcome.FALSE_REFUSAL)).as(report).isZero();
    assertThat((double) agreed / decided).as(report).isGreaterThanOrEqualTo(LEAST_AGREEMENT);
    assertThat(mutants.count(Outcome.BOTH_ACCEPT)).as(report).isGreaterThan(agreed / 10);
  }
}
