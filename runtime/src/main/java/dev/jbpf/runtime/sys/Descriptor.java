package dev.jbpf.runtime.sys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An open file descriptor that closes once, and only when no thread is using it: a number that the
 * kernel has given to another file meanwhile is never used.
 */
public final class Descriptor implements AutoCloseable {
  private static final int CLOSED = 1 << 30;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Descriptor.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final BpfSyscalls syscalls;
  private final String what;
  private final int number;

  /** How many uses are going on, and whether it is closed. */
  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  /**
   * Takes over an open descriptor.
   *
   * @param what names it in messages: {@code map counts}
   */
  public Descriptor(BpfSyscalls syscalls, String what, int number) {
    this.syscalls = syscalls;
    this.what = what;
    this.number = number;
  }

  /**
   * {@return the number, to be used until {@link #release}}
   *
   * @throws IllegalStateException if it is closed
   */
  public int acquire() {
    int now = (int) STATE.getOpaque(this);
    while ((now & CLOSED) == 0) {
      int seen = (int) STATE.compareAndExchange(this, now, now + 1);
      if (seen == now) {
        return number;
      }
      now = seen;
    }
    throw new IllegalStateException(what + " is closed");
  }

  /** Ends the use that {@link #acquire} began. */
  public void release() {
    if ((int) STATE.getAndAdd(this, -1) == CLOSED + 1) {
      closeNow();
    }
  }

  /** {@return whether {@link #close} was called} */
  public boolean isClosed() {
    return (state & CLOSED) != 0;
  }

  /** Closes it, or lets the last use that is going on close it. Closing again does nothing. */
  @Override
  public void close() {
    if ((int) STATE.getAndBitwiseOr(this, CLOSED) == 0) {
      closeNow();
    }
  }

  /** What close(2) reports is of no use to anybody: the descriptor is gone in any case. */
  private void closeNow() {
    syscalls.call(Syscall.CLOSE, number, 0, 0);
  }

  @Override
  public String toString() {
    return what;
  }
}
