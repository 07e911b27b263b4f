package dev.jbpf.verifier.testing;

import dev.jbpf.isa.KernelVersion;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The kernel that runs, if it is one that the verifier was measured against. */
public final class AskedKernel {
  private static final List<KernelVersion> MEASURED =
      List.of(new KernelVersion(6, 18), new KernelVersion(6, 12), new KernelVersion(6, 1));

  /** The version of the kernel that runs. */
  public static final KernelVersion RUNNING =
      KernelVersion.parse(System.getProperty("os.version", "6.18"));

  private AskedKernel() {}

  /** Skips the test on any other kernel. */
  public static void require() {
    Assumptions.assumeTrue(
        MEASURED.contains(RUNNING), () -> RUNNING + " is none of those compared with: " + MEASURED);
  }
}
