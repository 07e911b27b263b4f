package dev.jbpf.verifier.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.fuzz.Differ.Outcome;
import dev.jbpf.verifier.testing.AskedKernel;
import dev.jbpf.verifier.testing.ClangSources;
import dev.jbpf.verifier.testing.TestFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs of C over the kernel's newer kinds, written and made by a grammar, and changed as an
 * author errs: our verdict is the running kernel's, and never a refusal of what it takes.
 */
@KernelTest
class ObjectMutantsTest {
  private static final double LEAST_AGREEMENT = 0.98;
  private static final List<String> SOURCES =
      List.of(
          "kfuncs", "kptrs", "own", "edges", "objects", "globals", "throw", "arena", "loops", "xdp",
          "tc", "cgroup", "tracing");

  @BeforeEach
  void onlyThatKernel() {
    AskedKernel.require();
  }

  @Test
  void someMutantsOfEachProgramGetTheKernelsVerdict(@TempDir Path folder) throws Exception {
    compare(new ObjectMutants(1, 3), folder);
  }

  @Test
  @Tag("long")
  void manyMutantsOfEachProgramGetTheKernelsVerdict(@TempDir Path folder) throws Exception {
    compare(new ObjectMutants(2, 100), folder);
  }

  @Test
  void someProgramsOfTheGrammarGetTheKernelsVerdict(@TempDir Path folder) throws Exception {
    make(new ObjectMutants(3, 1), 20_261_128, 1, folder);
  }

  @Test
  @Tag("long")
  void manyProgramsOfTheGrammarGetTheKernelsVerdict(@TempDir Path folder) throws Exception {
    make(new ObjectMutants(4, 3), 20_262_000, 120, folder);
  }

  /** Compares {@code files} of 50 programs each. */
  private static void make(ObjectMutants mutants, long seed, int files, Path folder)
      throws Exception {
    Grammar grammar = new Grammar(TestFiles.in("/grammar").resolve("newer.txt"));
    for (int i = 0; i < files; i++) {
      String name = "made" + i;
      String text = grammar.file("#include \"made.h\"\n", seed + 1000L * i, 50);
      mutants.compare(name, ClangSources.compileText(name, text, folder));
    }
    check(mutants);
  }

  private static void compare(ObjectMutants mutants, Path folder) throws Exception {
    for (String source : SOURCES) {
      mutants.compare(source, ClangSources.compile(source, "v4", "-O2", folder));
    }
    check(mutants);
  }

  private static void check(ObjectMutants mutants) {
    String report = mutants + String.join("\n", mutants.differences());
    int agreed = mutants.count(Outcome.BOTH_ACCEPT) + mutants.count(Outcome.BOTH_REJECT);
    int decided = agreed + mutants.count(Outcome.MISSED);
    assertThat(mutants.count(Outcome.FALSE_REFUSAL)).as(report).isZero();
    assertThat((double) agreed / decided).as(report).isGreaterThanOrEqualTo(LEAST_AGREEMENT);
    assertThat(mutants.count(Outcome.BOTH_ACCEPT)).as(report).isGreaterThan(agreed / 10);
  }
}
