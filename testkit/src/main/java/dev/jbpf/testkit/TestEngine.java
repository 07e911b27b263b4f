package dev.jbpf.testkit;

/** Where a test runs its programs. */
public enum TestEngine {
  /** The virtual machine's interpreter: everywhere. */
  VM,
  /** The virtual machine's compiler: everywhere. */
  JIT,
  /**
   * The kernel, through {@code BPF_PROG_TEST_RUN}: where bpf(2) is permitted, skipped elsewhere.
   */
  KERNEL,
  /**
   * The Java virtual machine itself: of programs that are methods, the methods, called as such. It
   * skips tests of other programs.
   */
  JAVA
}
