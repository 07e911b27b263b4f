package dev.jbpf.examples.support;

import java.util.concurrent.TimeUnit;

/** Does something once a second, until time is up or somebody interrupts. */
public final class Seconds {
  /** What is done within a second. */
  @FunctionalInterface
  public interface Task {
    /** Does it. */
    void run() throws Exception;
  }

  private Seconds() {}

  /**
   * Runs {@code begin} at the start and {@code end} at the end of each second. Ctrl-C, too, ends it
   * early and in order: what the caller has open is closed before the process is gone.
   *
   * @throws Exception what a task throws
   */
  public static void run(int seconds, Task begin, Task end) throws Exception {
    Thread worker = Thread.currentThread();
    Thread onExit = new Thread(() -> stop(worker), "stop");
    Runtime.getRuntime().addShutdownHook(onExit);
    try {
      long start = System.nanoTime();
      for (int second = 1; second <= seconds; second++) {
        begin.run();
        TimeUnit.NANOSECONDS.sleep(start + TimeUnit.SECONDS.toNanos(second) - System.nanoTime());
        end.run();
      }
    } catch (InterruptedException e) {
      worker.interrupt();
    } finally {
      remove(onExit);
    }
  }

  private static void stop(Thread worker) {
    worker.interrupt();
    try {
      worker.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** There is nothing to remove it from when the process is ending already. */
  private static void remove(Thread onExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
