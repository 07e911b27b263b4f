package dev.jbpf.cli.dap;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * The thread that the program runs on. Everybody who wants something of the program asks here, and
 * is answered between two instructions.
 */
final class Runner implements AutoCloseable {
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private boolean isRunning;
  private boolean isToPause;
  private volatile boolean isOver;

  Runner() {
    Thread thread = new Thread(this::work, "program");
    thread.setDaemon(true);
    thread.start();
  }

  private void work() {
    try {
      while (!isOver) {
        tasks.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@return what comes of {@code question}, asked on the program's thread} */
  <T> CompletableFuture<T> ask(Callable<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    tasks.add(
        () -> {
          try {
            answer.complete(question.call());
          } catch (Exception | StackOverflowError e) {
            answer.completeExceptionally(DapError.of(e));
          }
        });
    return answer;
  }

  /** {@return the same, refused while the program runs} */
  <T> CompletableFuture<T> askStopped(Callable<T> question) {
    return ask(
        () -> {
          if (isRunning) {
            throw DapError.of("the program runs: pause it first");
          }
          return question.call();
        });
  }

  /** Lets the program go on as {@code way} says; done when it goes, not when it stops. */
  CompletableFuture<Void> go(Supplier<Runnable> way) {
    return askStopped(
        () -> {
          Runnable motion = way.get();
          isRunning = true;
          isToPause = false;
          tasks.add(() -> move(motion));
          return null;
        });
  }

  private void move(Runnable motion) {
    try {
      motion.run();
    } finally {
      isRunning = false;
    }
  }

  /** Stops the program, if it runs. */
  CompletableFuture<Void> pause() {
    return ask(
        () -> {
          isToPause = isRunning;
          return null;
        });
  }

  /** Asked by the program now and then: answers others, and says whether to stop. */
  boolean isToPause() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    return isToPause || isOver;
  }

  @Override
  public void close() {
    isOver = true;
    tasks.add(() -> {});
  }
}
