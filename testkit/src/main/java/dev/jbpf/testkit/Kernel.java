package dev.jbpf.testkit;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.subject.KernelBtf;
import java.nio.file.Path;
import java.util.Optional;

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

  /**
   * {@return its types: those in the file that the system property {@code jbpf.btf.VERSION} names,
   * such as {@code jbpf.btf.6.1}; else those of the kernel that runs, if it is of this version}
   * Without them, what programs do with objects and functions of the kernel is not known, and a
   * test of it is skipped.
   */
  KernelBtf types() {
    return Optional.ofNullable(System.getProperty("jbpf.btf." + version))
        .map(file -> KernelBtf.in(Path.of(file)))
        .orElseGet(() -> KernelBtf.ofRunningKernel(version));
  }

  @Override
  public String toString() {
    return "Linux " + version;
  }
}
