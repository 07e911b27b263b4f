package dev.jbpf.verifier.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.fuzz.Differ.Outcome;
import dev.jbpf.verifier.testing.AskedKernel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Programs that are made, and mutants of those that the kernel takes: our verdict is the running
 * kernel's, and never a refusal of what it takes.
 */
@KernelTest
class KernelDifferentialTest {
  private static final long SEED = 20_260_000L;
  private static final double LEAST_AGREEMENT = 0.98;

  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
  private final List<String> differences = new ArrayList<>();

  @BeforeEach
  void onlyThatKernel() {
    AskedKernel.require();
  }

  @Test
  void verdictsAreTheKernelsOfTwoThousand() {
    compare(SEED, 1_000);
  }

  @Test
  @Tag("long")
  void verdictsAreTheKernelsOfTwentyThousand() {
    compare(SEED + 1_000_000, 10_000);
  }

  /** Compares as many made programs, and as many mutants. */
  private void compare(long seed, int count) {
    try (MapPool pool = new MapPool()) {
      Differ differ = new Differ(pool);
      int mutants = 0;
      for (int i = 0; i < count || mutants < count; i++) {
        Candidate made = Maker.make(seed + i);
        if (i < count) {
          note(differ, made);
        }
        if (mutants < count && differ.ask(made, 0).isAccepted()) {
          note(differ, Mutator.mutate(made, new Random(seed + i)));
          mutants++;
        }
      }
    }
    int agreed = count(Outcome.BOTH_ACCEPT) + count(Outcome.BOTH_REJECT);
    String report = counts + String.join("\n", differences);
    assertThat(count(Outcome.FALSE_REFUSAL)).as(report).isZero();
    assertThat((double) agreed / (2 * count)).as(report).isGreaterThanOrEqualTo(LEAST_AGREEMENT);
    assertThat(count(Outcome.BOTH_ACCEPT)).as(report).isGreaterThan(count / 2);
  }

  private int count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  private void note(Differ differ, Candidate candidate) {
    Outcome outcome = differ.compare(candidate);
    counts.merge(outcome, 1, Integer::sum);
    if (outcome == Outcome.FALSE_REFUSAL || outcome == Outcome.MISSED) {
      Shrinker shrinker = new Shrinker(shorter -> differ.compare(shorter) == outcome);
      differences.add(outcome + " " + differ.explain(shrinker.shrink(candidate)));
    }
  }
}
