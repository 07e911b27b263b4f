package dev.jbpf.benchmarks.time;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * The runtime beside {@code c/runtime.c}, which does the same work in turn with it: CPU time of the
 * thread, the system's included, so that other work on the machine disturbs little. Arguments: the
 * C program, and rows; without rows, all of them, each in a JVM of its own.
 */
public final class RuntimeTime {
  private static final ThreadMXBean CLOCK = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 8;
  private static final int ROUNDS = 15;

  private static volatile long sink;

  /**
   * What is measured.
   *
   * @param name as the C program knows it
   * @param count how often in a round
   */
  private record Row(String name, int count) {
    String operation() {
      return name.substring(0, name.indexOf(':'));
    }

    String shape() {
      return name.substring(name.indexOf(':') + 1);
    }
  }

  private static final Row[] ROWS = {
    new Row("lookup:array", 200_000),
    new Row("lookup:array-record", 200_000),
    new Row("lookup:hash", 200_000),
    new Row("lookup:hash-record", 200_000),
    new Row("update:array", 200_000),
    new Row("update:array-record", 200_000),
    new Row("update:hash", 200_000),
    new Row("update:hash-record", 200_000),
    new Row("delete:hash", 200_000),
    new Row("delete:hash-record", 200_000),
    new Row("lookup-batch:array", 20),
    new Row("lookup-batch:hash", 20),
    new Row("update-batch:array", 20),
    new Row("update-batch:hash", 20),
    new Row("load:2", 10_000),
    new Row("load:1000", 200),
    new Row("load:100000", 4),
    new Row("drain:64", 100),
    new Row("object:tables", 500),
  };

  private RuntimeTime() {}

  /** Measures the rows that are named. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 1) {
      System.out.println("| row | C | jbpf | jbpf / C | quartiles | allocated |");
      System.out.println("| --- | --- | --- | --- | --- | --- |");
      for (Row row : ROWS) {
        inItsOwnJvm(arguments[0], row);
      }
      return;
    }
    for (int i = 1; i < arguments.length; i++) {
      measure(arguments[0], row(arguments[i]));
    }
  }

  private static Row row(String name) {
    return Arrays.stream(ROWS).filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }

  private static void inItsOwnJvm(String peer, Row row) throws IOException, InterruptedException {
    new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-classpath",
            System.getProperty("java.class.path"),
            RuntimeTime.class.getName(),
            peer,
            row.name())
        .inheritIO()
        .start()
        .waitFor();
  }

  private static void measure(String program, Row row) throws IOException {
    Process peer =
        new ProcessBuilder(program.split(" "))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (RuntimeWork work = RuntimeWork.of(row.operation(), row.shape());
        BufferedReader answers = peer.inputReader();
        Writer requests = peer.outputWriter()) {
      double[] ours = new double[ROUNDS];
      double[] theirs = new double[ROUNDS];
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        double mine = time(work, row.count());
        requests.write(row.name() + " " + row.count() + "\n");
        requests.flush();
        double other = Double.parseDouble(answers.readLine());
        if (round >= 0) {
          ours[round] = mine;
          theirs[round] = other;
        }
      }
      print(row, ours, theirs, allocated(work));
    }
  }

  private static double time(RuntimeWork work, int count) {
    long spent = 0;
    long done = 0;
    while (done < count) {
      work.prepare();
      long start = CLOCK.getCurrentThreadCpuTime();
      sink = work.run();
      spent += CLOCK.getCurrentThreadCpuTime() - start;
      done += work.share();
    }
    return (double) spent / done / work.elements();
  }

  /** {@return the bytes that an element costs on the heap} */
  private static double allocated(RuntimeWork work) {
    work.prepare();
    long before = CLOCK.getCurrentThreadAllocatedBytes();
    sink = work.run();
    long bytes = CLOCK.getCurrentThreadAllocatedBytes() - before;
    return (double) bytes / work.share() / work.elements();
  }

  private static void print(Row row, double[] ours, double[] theirs, double allocated) {
    double[] ratios = new double[ROUNDS];
    Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
    for (double[] values : new double[][] {ours, theirs, ratios}) {
      Arrays.sort(values);
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %,.1f ns | %,.1f ns | %.2f | %.2f to %.2f | %.1f B |%n",
        row.name(),
        theirs[ROUNDS / 2],
        ours[ROUNDS / 2],
        ratios[ROUNDS / 2],
        ratios[ROUNDS / 4],
        ratios[ROUNDS * 3 / 4],
        allocated);
  }
}
