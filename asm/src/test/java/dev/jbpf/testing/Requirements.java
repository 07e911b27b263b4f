package dev.jbpf.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/** What a test with the tag {@code kernel} needs of the machine it runs on. */
public final class Requirements {
  private Requirements() {}

  /** Skips the calling test where {@code met} is false; fails it where skipping is not allowed. */
  public static void require(boolean met, Supplier<String> reason) {
    if (!met && Boolean.parseBoolean(System.getenv("JBPF_REQUIRE_KERNEL"))) {
      fail(reason.get());
    }
    Assumptions.assumeTrue(met, reason);
  }
}
