package dev.jbpf.testkit.coverage;

import dev.jbpf.vm.coverage.Coverage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Turns the counting on for all tests, of whichever engine of JUnit's platform, if it is wanted,
 * and writes the report when they are over. JUnit finds it by itself.
 */
public final class CoverageListener implements TestExecutionListener {
  static final String PROPERTY = "jbpf.coverage";
  static final String FOLDER = "jbpf.coverage.dir";
  private static final String VARIABLE = "JBPF_COVERAGE";
  private static final String NAME = "jbpf-coverage";

  private boolean isOn;
  private Path folder = Path.of(NAME);

  /** For JUnit. */
  public CoverageListener() {}

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    ConfigurationParameters parameters = plan.getConfigurationParameters();
    isOn =
        parameters
            .get(PROPERTY)
            .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
            .filter(value -> !value.isBlank() && !value.equalsIgnoreCase("false"))
            .isPresent();
    folder = parameters.get(FOLDER).map(Path::of).orElseGet(CoverageListener::usual);
    if (isOn) {
      Covered.begin();
    }
  }

  private static Path usual() {
    boolean isGradle =
        Files.exists(Path.of("build.gradle")) || Files.exists(Path.of("build.gradle.kts"));
    return Path.of(isGradle ? "build" : "target", NAME);
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (isOn) {
      Covered.end();
    }
    Coverage coverage = Covered.take();
    if (!coverage.programs().isEmpty()) {
      try {
        new CoverageReport(folder).add(coverage);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the report of coverage to " + folder, e);
      }
    }
  }
}
