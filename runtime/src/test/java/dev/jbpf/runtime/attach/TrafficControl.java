package dev.jbpf.runtime.attach;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jbpf.runtime.BpfLink;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.NetworkNamespace;

/** What tests ask of the kernel's traffic control. */
final class TrafficControl {
  private TrafficControl() {}

  /** Skips a test where the kernel keeps no links of programs there, and so no order of them. */
  static void requireLinks() throws Exception {
    boolean hasLinks =
        NetworkNamespace.call(
            () -> {
              try (Counter counter = Counter.attach(Hooks.tc("lo", Direction.INGRESS), 0)) {
                return counter.link() instanceof BpfLink;
              }
            });
    assumeTrue(hasLinks, "this kernel has no links of traffic control (6.6)");
  }
}
