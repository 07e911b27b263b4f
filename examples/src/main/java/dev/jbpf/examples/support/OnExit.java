package dev.jbpf.examples.support;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that made it when the process is told to end (Ctrl-C, SIGTERM), and holds
 * the process until that thread has closed this: what is open then ends in order.
 */
public final class OnExit implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "stop");

  private OnExit() {}

  /** {@return what interrupts the calling thread, until it is closed} */
  public static OnExit interruptThisThread() {
    OnExit onExit = new OnExit();
    Runtime.getRuntime().addShutdownHook(onExit.hook);
    return onExit;
  }

  private void stop() {
    worker.interrupt();
    try {
      closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return; // the process is ending already
    }
  }
}
