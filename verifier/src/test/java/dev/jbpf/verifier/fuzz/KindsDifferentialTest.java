package dev.jbpf.verifier.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.testing.AskedKernel;
import dev.jbpf.verifier.testing.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kinds of programs that are written down once, with what may vary: one verdict of both; and of
 * older kernels no refusal of what they take, and few that are missed.
 */
@KernelTest
class KindsDifferentialTest {

  private static final KernelVersion NEWEST = new KernelVersion(6, 18);
  private static final double MOST_MISSED = 0.02;

  @BeforeEach
  void onlyThatKernel() {
    AskedKernel.require();
  }

  @Test
  void someOfEachKindGetTheKernelsVerdict() throws IOException {
    compare(1, 20);
  }

  @Test
  @Tag("long")
  void manyOfEachKindGetTheKernelsVerdict() throws IOException {
    compare(2, 1_000);
  }

  private static void compare(long seed, int times) throws IOException {
    List<String> refusals = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    int taken = 0;
    int refused = 0;
    Random random = new Random(seed);
    try (MapPool pool = new MapPool()) {
      Differ differ = new Differ(pool);
      for (Template template : templates()) {
        for (int i = 0; i < times; i++) {
          Candidate candidate = template.any(random).orElse(null);
          if (candidate == null) {
            continue;
          }
          switch (differ.compare(candidate)) {
            case BOTH_ACCEPT -> taken++;
            case BOTH_REJECT -> refused++;
            case FALSE_REFUSAL -> refusals.add(differ.explain(candidate));
            case MISSED -> missed.add(differ.explain(candidate));
            case UNDECIDED -> {}
          }
        }
      }
    }
    assertThat(refusals).isEmpty();
    double share = AskedKernel.RUNNING.compareTo(NEWEST) < 0 ? MOST_MISSED : 0;
    assertThat(missed).hasSizeLessThanOrEqualTo((int) (share * (taken + refused)));
    assertThat(taken).isGreaterThan(4 * times);
    assertThat(refused).isGreaterThan(8 * times);
  }

  private static List<Template> templates() throws IOException {
    List<Template> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(TestFiles.in("/kinds"))) {
      for (Path file : files.sorted().toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Template::new)
            .forEach(all::add);
      }
    }
    return all;
  }
}
