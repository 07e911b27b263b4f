package dev.jbpf.testkit.coverage;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Counts while the tests of a class run that has {@code BpfCoverage}. */
public final class CoverageExtension implements BeforeAllCallback, AfterAllCallback {
  /** For JUnit. */
  public CoverageExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    Covered.begin();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Covered.end();
  }
}
