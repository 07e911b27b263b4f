package dev.jbpf.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** What tests need of the machine they run on. */
public final class Requirements {
  private static final String KERNEL = "JBPF_REQUIRE_KERNEL";
  private static final String PEERS = "JBPF_REQUIRE_PEERS";

  private Requirements() {}

  /**
   * Skips the calling test where the kernel does not meet its need; fails it where {@code
   * JBPF_REQUIRE_KERNEL=true} is in the environment.
   */
  public static void require(boolean met, Supplier<String> reason) {
    require(met, KERNEL, reason);
  }

  /**
   * Skips the calling test where other people's tools, or the test vectors, are missing; fails it
   * where {@code JBPF_REQUIRE_PEERS=true} is in the environment.
   */
  public static void requirePeer(boolean met, Supplier<String> reason) {
    require(met, PEERS, reason);
  }

  private static void require(boolean met, String variable, Supplier<String> reason) {
    if (!met && Boolean.parseBoolean(System.getenv(variable))) {
      fail(reason.get());
    }
    Assumptions.assumeTrue(met, reason);
  }
}
