package dev.jbpf.runtime.error;

import dev.jbpf.kernel.Errno;

/** A system call that the kernel refused: what was tried, why it failed, and what helps. */
public class SyscallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /**
   * A failed call.
   *
   * @param what was tried: {@code cannot open a packet socket}
   */
  public SyscallException(String what, Errno errno) {
    this(what, errno, "");
  }

  /**
   * A failed call.
   *
   * @param what was tried: {@code cannot open a packet socket}
   * @param advice what the user can do, one or more sentences; where it is empty, what helps
   *     against that error anywhere
   */
  public SyscallException(String what, Errno errno, String advice) {
    this(
        what + ": " + errno + sentence(advice.isEmpty() ? usualAdvice(errno) : advice),
        errno.number());
  }

  private static String sentence(String advice) {
    return advice.isEmpty() ? "" : ". " + advice;
  }

  private static String usualAdvice(Errno errno) {
    return switch (errno.number()) {
      case 12 -> "The kernel has no memory for it, or the cgroup's limit is reached";
      case 23 -> "The machine has no descriptors left: see the sysctl fs.file-max";
      case 24 ->
          "This process has no descriptors left: close what is not used any more, or raise the"
              + " limit (ulimit -n)";
      case 38 -> "This kernel is built without it, or older";
      default -> "";
    };
  }

  SyscallException(String message, int errno) {
    super(message);
    this.errno = errno;
  }

  /** {@return why it failed} */
  public Errno errno() {
    return Errno.of(errno);
  }

  /**
   * {@return the same failure, and where it happened in front of what is said}
   *
   * @param where such as a file and a program of it
   */
  public SyscallException within(String where) {
    SyscallException same = new SyscallException(where + ": " + getMessage(), errno);
    same.initCause(this);
    return same;
  }
}
