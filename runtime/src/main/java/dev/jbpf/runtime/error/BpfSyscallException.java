package dev.jbpf.runtime.error;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.Errno;

/** A call of bpf(2) that the kernel refused. */
public class BpfSyscallException extends SyscallException {
  private static final long serialVersionUID = 1L;

  private final BpfCommand command;

  /** What was tried, without why it failed. */
  private final String what;

  /** A failed call of which nothing more is known. */
  public BpfSyscallException(BpfCommand command, Errno errno) {
    this(command, errno, "bpf(2) failed", "");
  }

  /**
   * A failed call.
   *
   * @param what was tried: {@code cannot create map counts}
   * @param advice what the user can do, one or more sentences; may be empty
   */
  public BpfSyscallException(BpfCommand command, Errno errno, String what, String advice) {
    super(what + " (" + command.kernelName() + ")", errno, advice);
    this.command = command;
    this.what = what;
  }

  /**
   * A failed call of which all is said.
   *
   * @param message is taken as it is
   */
  protected BpfSyscallException(BpfCommand command, Errno errno, String message) {
    super(message, errno.number());
    this.command = command;
    this.what = message;
  }

  /** {@return what was tried: {@code cannot create map counts}} */
  public String what() {
    return what;
  }

  /** {@return the command that failed} */
  public BpfCommand command() {
    return command;
  }

  @Override
  public BpfSyscallException within(String where) {
    BpfSyscallException same =
        new BpfSyscallException(command, errno(), where + ": " + getMessage());
    same.initCause(this);
    return same;
  }
}
