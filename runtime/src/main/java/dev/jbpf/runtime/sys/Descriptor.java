package dev.jbpf.runtime.sys;

/**
 * An open file descriptor that closes once, and only when no thread is using it: a number that the
 * kernel has given to another file meanwhile is never used.
 */
public final class Descriptor extends Counted {
  private final BpfSyscalls syscalls;
  private final int number;

  /**
   * Takes over an open descriptor.
   *
   * @param what names it in messages: {@code map counts}
   */
  public Descriptor(BpfSyscalls syscalls, String what, int number) {
    super(what);
    this.syscalls = syscalls;
    this.number = number;
  }

  /**
   * {@return the number, to be used until {@link #release}}
   *
   * @throws IllegalStateException if it is closed
   */
  public int acquire() {
    enter();
    return number;
  }

  /** What close(2) reports is of no use to anybody: the descriptor is gone in any case. */
  @Override
  protected void free() {
    syscalls.call(Syscall.CLOSE, number, 0, 0);
  }
}
