package dev.jbpf.runtime.object;

import dev.jbpf.runtime.object.kernel.RunningKernel;
import org.junit.jupiter.api.Assumptions;

/** Tests that only newer kernels can pass. */
final class Since {
  private Since() {}

  /** Skips the test on kernels that are older. */
  static void linux(int major, int minor) {
    Assumptions.assumeTrue(
        RunningKernel.version().orElse(0) >= (major << 16 | minor << 8),
        () -> "since Linux " + major + "." + minor);
  }
}
