package dev.jbpf.examples.support;

/** Does something again and again on a thread of its own, while an example watches. */
public final class Background implements AutoCloseable {
  private static final long PAUSE_MILLIS = 1;

  private final Thread thread;

  private Background(Thread thread) {
    this.thread = thread;
  }

  /**
   * {@return what does {@code task} about a thousand times a second until it is closed}
   *
   * @param name the thread's, which the kernel knows it by: at most 15 characters
   */
  public static Background start(String name, Runnable task) {
    Thread thread = new Thread(() -> repeat(task), name);
    thread.start();
    return new Background(thread);
  }

  private static void repeat(Runnable task) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        task.run();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
