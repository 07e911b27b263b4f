package dev.jbpf.testkit;

import dev.jbpf.isa.KernelVersion;

/** A kernel whose verifier is asked without it: {@link ProgramAssert#isAcceptedBy}. */
public enum Kernel {
  /** The long-term kernel of 2022, of Debian 12. */
  V6_1(6, 1),
  /** The long-term kernel of 2024, of Debian 13. */
  V6_12(6, 12),
  /** The long-term kernel of 2025. */
  V6_18(6, 18);

  private final KernelVersion version;

  Kernel(int major, int minor) {
    this.version = new KernelVersion(major, minor);
  }

  /** {@return its version} */
  public KernelVersion version() {
    return version;
  }

  @Override
  public String toString() {
    return "Linux " + version;
  }
}
