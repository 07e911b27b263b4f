package dev.jbpf.cli.prog;

import dev.jbpf.cli.find.Finder;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.TextTable;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.ProgramDetails;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How often programs run, and how long they take, by the kernel's statistics. */
final class RunProfile {
  private static final double FOREVER = Integer.MAX_VALUE;

  /** Where the kernel shows what counts: {@code cpu}, {@code cpu_core}, {@code armv8_pmuv3}. */
  private static final Path EVENTS = Path.of("/sys/bus/event_source/devices");

  private final Finder finder;
  private final List<Long> ids;

  RunProfile(Finder finder, List<Long> ids) {
    this.finder = finder;
    this.ids = List.copyOf(ids);
  }

  /** {@return a row a program, of what happened in that time, or until the user ends it} */
  @SuppressWarnings("try") // they are on until it is closed
  List<Fields> measure(Optional<Double> seconds) {
    try (Link statistics = finder.inspector().kernel().measureRunTime()) {
      List<ProgramDetails> before = look();
      long start = System.nanoTime();
      await(seconds.orElse(FOREVER));
      double time = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
      List<ProgramDetails> after = look();
      List<Fields> rows = new ArrayList<>();
      for (int i = 0; i < ids.size(); i++) {
        rows.add(row(before.get(i), after.get(i), time));
      }
      return rows;
    }
  }

  /** An interrupt ends it early: that is how Ctrl-C asks for the result. */
  private static void await(double seconds) {
    try {
      Thread.sleep(Math.max(0, (long) (seconds * TimeUnit.SECONDS.toMillis(1))));
    } catch (InterruptedException asked) {
      // The result follows.
    }
  }

  /** {@return why {@code event} is not measured, and what does} */
  static String notMeasured(String event, long id) {
    String what = "'" + event + "': only time and runs are measured here; ";
    return what
        + (hasCounters()
            ? "perf stat -b " + id + " -e " + event + " counts it"
            : "and this machine shows no counters of its processors in " + EVENTS);
  }

  private static boolean hasCounters() {
    String[] names = Optional.ofNullable(EVENTS.toFile().list()).orElse(new String[0]);
    return Stream.of(names).anyMatch(name -> name.startsWith("cpu") || name.startsWith("arm"));
  }

  private List<ProgramDetails> look() {
    List<ProgramDetails> found = new ArrayList<>();
    for (long id : ids) {
      try (Inspected program = finder.inspector().open(ObjectKind.PROGRAM, id)) {
        found.add(program.program());
      }
    }
    return found;
  }

  private static Fields row(ProgramDetails before, ProgramDetails after, double seconds) {
    long runs = after.runCount() - before.runCount();
    long nanos = after.runTime().minus(before.runTime()).toNanos();
    return new Fields()
        .put("id", after.id())
        .put("name", after.name())
        .put("run_cnt", runs)
        .put("run_time_ns", nanos)
        .put("runs_per_second", runs / seconds)
        .put("ns_per_run", runs == 0 ? 0.0 : (double) nanos / runs)
        .put("cpu_percent", nanos / seconds / TimeUnit.SECONDS.toNanos(1) * 100)
        .put("recursion_misses", after.missed() - before.missed());
  }

  static String table(List<Fields> rows) {
    TextTable table = new TextTable("ID", "NAME", "RUNS", "RUNS/S", "NS/RUN", "CPU %", "MISSED");
    rows.forEach(
        row ->
            table.add(
                row.text("id"),
                row.text("name"),
                row.text("run_cnt"),
                rounded(row, "runs_per_second", 0),
                rounded(row, "ns_per_run", 1),
                rounded(row, "cpu_percent", 3),
                row.text("recursion_misses")));
    return table.toString();
  }

  private static String rounded(Fields row, String name, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", (Double) row.get(name).orElse(0.0));
  }
}
