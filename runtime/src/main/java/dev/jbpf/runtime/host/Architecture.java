package dev.jbpf.runtime.host;

import java.util.List;
import java.util.Optional;

/** Machines whose system call numbers are known. */
public enum Architecture {
  X86_64("x64", "x86_64-linux-gnu", "amd64", "x86_64"),
  AARCH64("arm64", "aarch64-linux-gnu", "aarch64", "arm64"),
  RISCV64("riscv", "riscv64-linux-gnu", "riscv64"),
  S390X("s390x", "s390x-linux-gnu", "s390x"),
  PPC64LE("powerpc64", "powerpc64le-linux-gnu", "ppc64le");

  private final String wrapper;
  private final String libraryFolder;
  private final List<String> names;

  Architecture(String wrapper, String libraryFolder, String... names) {
    this.wrapper = wrapper;
    this.libraryFolder = libraryFolder;
    this.names = List.of(names);
  }

  /**
   * {@return the kernel's function that the system call of that name enters: {@code
   * __x64_sys_openat}}
   *
   * <p>Source: {@code arch/ARCH/include/asm/syscall_wrapper.h}, since Linux 4.17.
   */
  public String entry(String call) {
    return "__" + wrapper + "_sys_" + call;
  }

  /** {@return where Debian keeps its libraries, a folder of {@code /usr/lib}} */
  public String libraryFolder() {
    return libraryFolder;
  }

  /** {@return the one that Java calls {@code name} in the property {@code os.arch}} */
  public static Optional<Architecture> named(String name) {
    for (Architecture each : values()) {
      if (each.names.contains(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** {@return the one that this JVM runs on} */
  public static Optional<Architecture> current() {
    return named(System.getProperty("os.arch", ""));
  }
}
