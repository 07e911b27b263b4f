package dev.jbpf.runtime;

import dev.jbpf.runtime.sys.Errno;

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
   * @param advice what the user can do, one or more sentences; may be empty
   */
  public SyscallException(String what, Errno errno, String advice) {
    this(what + ": " + errno + (advice.isEmpty() ? "" : ". " + advice), errno.number());
  }

  SyscallException(String message, int errno) {
    super(message);
    this.errno = errno;
  }

  /** {@return why it failed} */
  public Errno errno() {
    return new Errno(errno);
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
