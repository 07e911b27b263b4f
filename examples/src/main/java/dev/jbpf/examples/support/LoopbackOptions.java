package dev.jbpf.examples.support;

import picocli.CommandLine.Option;

/** On which interface to look, and whether to make packets there: a mixin of options. */
public final class LoopbackOptions {
  private static final String LOOPBACK = "lo";

  @Option(names = "--interface", paramLabel = "NAME", description = "Where (default: lo).")
  private String networkInterface = LOOPBACK;

  @Option(names = "--no-traffic", description = "Watch only; otherwise packets are made on lo.")
  private boolean isQuiet;

  /** {@return the interface's name} */
  public String networkInterface() {
    return networkInterface;
  }

  /** {@return packets on loopback, or none if they are not wanted, or nobody looks there} */
  public Traffic traffic() throws Exception {
    return isQuiet || !networkInterface.equals(LOOPBACK)
        ? Traffic.none()
        : RoundTraffic.onLoopback();
  }
}
