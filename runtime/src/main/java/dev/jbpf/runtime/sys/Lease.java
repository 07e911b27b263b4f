package dev.jbpf.runtime.sys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * One thread's standing permission to use a descriptor for short calls, without the atomic
 * operations of {@link Descriptor#acquire}: the thread marks its calls in a field of its own, and
 * who closes the descriptor waits for the mark to go.
 *
 * <p>The mark must be seen by who closes before the thread looks whether it is closed, and nothing
 * but a barrier in both threads gives that order. It costs more than all else here, so that who
 * closes makes it for both: {@link Membarrier}.
 */
public final class Lease {
  private static final VarHandle BUSY;

  static {
    try {
      BUSY = MethodHandles.lookup().findVarHandle(Lease.class, "busy", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Thread owner = Thread.currentThread();
  private final Descriptor descriptor;
  private final Element element;

  @SuppressWarnings("unused") // through BUSY
  private boolean busy;

  /** One for the calling thread; {@code element} is that thread's. */
  Lease(Descriptor descriptor, Element element) {
    this.descriptor = descriptor;
    this.element = element;
  }

  /** {@return whether the calling thread may use it} */
  public boolean isMine() {
    return owner == Thread.currentThread();
  }

  /** {@return the thread's memory for a key and a value, as {@link Element#memory}} */
  public ByteBuffer memory(int size) {
    return element.memory(size);
  }

  /**
   * Makes a call on one element of a map, as {@link Element#call}.
   *
   * @throws IllegalStateException if the descriptor is closed
   */
  public long call(int command, int key, int value, long flags) {
    BUSY.setOpaque(this, true);
    Membarrier.light();
    try {
      return element.call(command, descriptor.openNumber(), key, value, flags);
    } finally {
      BUSY.setRelease(this, false);
    }
  }

  /** Waits until no call is going on; after {@link Membarrier#heavy}. */
  void awaitIdle() {
    while ((boolean) BUSY.getAcquire(this)) {
      Thread.onSpinWait();
    }
  }

  /** {@return whether its thread may come back} */
  boolean isNeeded() {
    return owner.isAlive();
  }
}
