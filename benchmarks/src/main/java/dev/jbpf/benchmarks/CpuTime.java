package dev.jbpf.benchmarks;

import dev.jbpf.vm.Engine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The benchmarks in CPU time of their thread, the best of several rounds: for machines that have
 * something else to do. Each program wants a JVM of its own: its name is the argument, and behind
 * it the engine, or {@code JAVA}.
 */
public final class CpuTime {
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final long ROUND = 300_000_000;
  private static final int ROUNDS = 8;

  private static volatile long sink;

  private CpuTime() {}

  public static void main(String[] arguments) {
    double best = best(work(arguments[0], arguments[1]));
    System.out.printf("%-12s %-12s %,.1f ns%n", arguments[0], arguments[1], best);
  }

  /** {@return the nanoseconds that one call takes, in the best round} */
  static double best(LongSupplier work) {
    long runs = 1;
    while (time(work, runs) < ROUND / 4) {
      runs *= 2;
    }
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      best = Math.min(best, (double) time(work, runs) / runs);
    }
    return best;
  }

  private static LongSupplier work(String program, String engine) {
    if (engine.equals("JAVA")) {
      JavaBenchmark java = new JavaBenchmark();
      return switch (program) {
        case "alu" -> java::alu;
        case "csum16_64k" -> java::csum;
        case "filter" -> java::filter;
        case "exchangeable" -> java::filterThatIsExchangeable;
        case "sieve" -> java::sieve;
        default -> java::helper;
      };
    }
    if (List.of("20", "1000", "4096", "60000").contains(program)) {
      StraightLineBenchmark straight = new StraightLineBenchmark();
      straight.instructions = Integer.parseInt(program);
      straight.load();
      return straight::run;
    }
    VmBenchmark vm = new VmBenchmark();
    vm.program = program;
    vm.engine = Engine.valueOf(engine);
    vm.load();
    return vm::run;
  }

  private static long time(LongSupplier work, long runs) {
    long start = CLOCK.getCurrentThreadCpuTime();
    long sum = 0;
    for (long i = 0; i < runs; i++) {
      sum += work.getAsLong();
    }
    sink = sum;
    return CLOCK.getCurrentThreadCpuTime() - start;
  }
}
