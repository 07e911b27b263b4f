package dev.jbpf.runtime.sys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A resource of the system's that is freed once, and only when no thread is using it. Without
 * locks: a use costs two atomic operations.
 */
public abstract class ReferenceCounted implements AutoCloseable {
  private static final int CLOSED = 1 << 30;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(ReferenceCounted.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String what;

  /** How many uses are going on, and whether it is closed. */
  @SuppressWarnings("unused") // through STATE
  private volatile int state;

  /**
   * A resource in use by nobody.
   *
   * @param what names it in messages: {@code map counts}
   */
  protected ReferenceCounted(String what) {
    this.what = what;
  }

  /** Frees it; called once. */
  protected abstract void free();

  /**
   * Begins a use, which lasts until {@link #release}.
   *
   * @throws IllegalStateException if it is closed
   */
  protected final void enter() {
    int now = (int) STATE.getOpaque(this);
    while ((now & CLOSED) == 0) {
      int seen = (int) STATE.compareAndExchange(this, now, now + 1);
      if (seen == now) {
        return;
      }
      now = seen;
    }
    throw closed();
  }

  private IllegalStateException closed() {
    return closed(what);
  }

  /** {@return what a use of {@code what} after the close fails with} */
  static IllegalStateException closed(String what) {
    return new IllegalStateException(what + " is closed");
  }

  /** Ends a use. */
  public final void release() {
    if ((int) STATE.getAndAdd(this, -1) == CLOSED + 1) {
      free();
    }
  }

  /** {@return whether {@link #close} was called} */
  public final boolean isClosed() {
    return (state & CLOSED) != 0;
  }

  /** Waits until nobody uses it who is not counted; called once, when it is closed already. */
  protected void awaitOthers() {}

  /** Frees it, or lets the last use that is going on do so. Closing again does nothing. */
  @Override
  public final void close() {
    int now = (int) STATE.getOpaque(this);
    while ((now & CLOSED) == 0) {
      // Counted as a use itself, so that no other frees it meanwhile.
      int seen = (int) STATE.compareAndExchange(this, now, (now | CLOSED) + 1);
      if (seen == now) {
        awaitOthers();
        release();
        return;
      }
      now = seen;
    }
  }

  /** {@return what it is} */
  @Override
  public final String toString() {
    return what;
  }
}
