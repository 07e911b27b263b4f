package dev.jbpf.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What reading one input may take, whatever it is: processor time, as the machine may be busy with
 * others, and memory that is asked for. How much of it is kept at once is the JVM's own limit.
 */
public final class Bounded {
  /** Four times what is promised; a hunt counts each branch that is taken, and is slower yet. */
  private static final Duration LONGEST =
      Duration.ofSeconds("1".equals(System.getenv("JAZZER_FUZZ")) ? 120 : 8);

  private static final long MOST_BYTES = 2L << 30;

  private Bounded() {}

  /** Something to do. */
  @FunctionalInterface
  public interface Body {
    /** Does it. */
    void run() throws Exception;
  }

  /** Runs {@code body}, and fails if it took more than any input may. */
  public static void run(Body body) throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long time = threads.getCurrentThreadCpuTime();
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    body.run();
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - time);
    long asked = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
    if (took.compareTo(LONGEST) > 0 || asked > MOST_BYTES) {
      throw new AssertionError(took + " and " + (asked >> 20) + " MiB are too much for one input");
    }
  }
}
