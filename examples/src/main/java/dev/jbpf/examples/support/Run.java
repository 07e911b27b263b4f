package dev.jbpf.examples.support;

import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One run of an example: where it prints, and how long it goes on. */
public final class Run {
  /** Something to be done. */
  @FunctionalInterface
  public interface Task {
    /** Does it. */
    void run() throws Exception;
  }

  /** Waits for something, and does it. */
  @FunctionalInterface
  public interface Step {
    /** Returns when it is done, or after {@code atMost}, or when the thread is interrupted. */
    void run(Duration atMost) throws Exception;
  }

  private static final int PAUSE_MILLIS = 20;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration FOREVER = Duration.ofDays(365 * 100);

  private final PrintStream out;
  private final PrintStream err;
  private final Duration time;
  private boolean isStopped;

  Run(PrintStream out, PrintStream err, OptionalInt seconds) {
    this.out = out;
    this.err = err;
    this.time = seconds.isPresent() ? Duration.ofSeconds(seconds.getAsInt()) : FOREVER;
  }

  /** {@return where results go} */
  public PrintStream out() {
    return out;
  }

  Duration time() {
    return time;
  }

  /** {@return where remarks go that are no results} */
  public PrintStream err() {
    return err;
  }

  /**
   * Runs {@code task} at the end of each period, and at the end of the run if that is earlier.
   * Returns normally when the run is stopped, so that the caller can print its sums.
   */
  public void every(Duration period, Task task) throws Exception {
    every(period, () -> {}, task);
  }

  /** Runs {@code begin} at the start and {@code end} at the end of each second. */
  public void everySecond(Task begin, Task end) throws Exception {
    every(SECOND, begin, end);
  }

  /** Runs {@code task} at the end of each second until {@code isDone}, and once more then. */
  public void until(BooleanSupplier isDone, Task task) throws Exception {
    long start = System.nanoTime();
    untilStopped(
        () -> {
          for (long shown = 0; shown < time.toSeconds() && !isDone.getAsBoolean(); ) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            if (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) > shown) {
              shown++;
              task.run();
            }
          }
        });
    task.run();
  }

  private void every(Duration period, Task begin, Task end) throws Exception {
    long start = System.nanoTime();
    untilStopped(
        () -> {
          for (long at = 0; at < time.toNanos() && isRead(); ) {
            begin.run();
            at = Math.min(at + period.toNanos(), time.toNanos());
            TimeUnit.NANOSECONDS.sleep(start + at - System.nanoTime());
            end.run();
          }
        });
  }

  /** Runs {@code step} again and again. Returns normally when the run is stopped. */
  public void repeat(Step step) throws Exception {
    long start = System.nanoTime();
    untilStopped(
        () -> {
          Duration left = time;
          while (!left.isNegative() && !left.isZero() && isRead()) {
            step.run(left.compareTo(SECOND) < 0 ? left : SECOND);
            left = time.minusNanos(System.nanoTime() - start);
          }
        });
  }

  /**
   * Waits until the run is stopped, and remarks each second how far it has come.
   *
   * @param progress what there is so far; said when it has changed
   */
  public void await(Supplier<String> progress) throws Exception {
    String[] said = {""};
    every(
        SECOND,
        () -> {
          String now = progress.get();
          if (!now.equals(said[0])) {
            err.println(now);
            said[0] = now;
          }
        });
  }

  /** Who has closed the pipe wants no more: {@code jbpf example opensnoop | head}. */
  private boolean isRead() {
    return !out.checkError();
  }

  private void untilStopped(Task loop) throws Exception {
    try {
      if (!isStopped) {
        loop.run();
      }
    } catch (InterruptedException e) {
      stop();
    }
  }

  void stop() {
    isStopped = true;
  }

  /** What the example prints last it prints undisturbed; its caller still learns of the end. */
  void restoreInterrupt() {
    if (isStopped) {
      Thread.currentThread().interrupt();
    }
  }
}
