package dev.jbpf.runtime.sys;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Machines whose system call numbers are known. */
public enum Architecture {
  X86_64("amd64", "x86_64"),
  AARCH64("aarch64", "arm64"),
  RISCV64("riscv64"),
  S390X("s390x"),
  PPC64LE("ppc64le");

  private final List<String> names;

  Architecture(String... names) {
    this.names = List.of(names);
  }

  /** {@return the one that Java calls {@code name} in the property {@code os.arch}} */
  public static Optional<Architecture> named(String name) {
    return Arrays.stream(values()).filter(a -> a.names.contains(name)).findFirst();
  }

  /** {@return the one that this JVM runs on} */
  public static Optional<Architecture> current() {
    return named(System.getProperty("os.arch", ""));
  }
}
