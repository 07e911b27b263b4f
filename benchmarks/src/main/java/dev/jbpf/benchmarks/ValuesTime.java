package dev.jbpf.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/**
 * What {@link ValuesBenchmark} measures, as CPU time of the thread: other processes do not count.
 */
public final class ValuesTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int[] LENGTHS = {1_000, 10_000, 100_000};

  private ValuesTime() {}

  public static void main(String[] arguments) {
    ValuesBenchmark benchmark = new ValuesBenchmark();
    double hundred = best(40, 500, benchmark::hundredValues);
    System.out.printf("a hundred values: %.0f us%n", hundred / 1e3);
    for (int length : LENGTHS) {
      double time = best(8, 1, () -> ValuesBenchmark.longProgram(length));
      System.out.printf("%d values: %.0f ns each%n", length, time / length);
    }
  }

  /** {@return the nanoseconds of one call, in the best of the rounds} */
  private static double best(int rounds, int times, Supplier<byte[]> work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      long start = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < times; i++) {
        if (work.get().length == 0) {
          throw new IllegalStateException("an empty program");
        }
      }
      best = Math.min(best, (double) (THREADS.getCurrentThreadCpuTime() - start) / times);
    }
    return best;
  }
}
