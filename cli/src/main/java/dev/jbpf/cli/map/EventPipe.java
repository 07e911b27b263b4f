package dev.jbpf.cli.map;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.find.HexBytes;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.Json;
import dev.jbpf.examples.support.OnExit;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.event.EventRecord;
import dev.jbpf.runtime.event.PerfBuffers;
import dev.jbpf.runtime.inspect.RawMap;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What programs send through a perf event array, as it comes. */
record EventPipe(Kernel kernel, RawMap map, Map<Integer, Integer> places) {
  private static final int PAGES = 16;
  private static final Duration STEP = Duration.ofMillis(100);

  /** Prints records until the time is over, or Ctrl-C. */
  @SuppressWarnings("try") // what it does is done when it is closed
  void copy(Console console, boolean isJson, double seconds) {
    PrintStream out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
    try (OnExit onExit = OnExit.interruptThisThread();
        PerfBuffers buffers =
            PerfBuffers.open(
                kernel, map.map(), PAGES, places, record -> print(record, isJson, out))) {
      long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
      while (System.nanoTime() < end) {
        buffers.poll(STEP);
        console.out().check();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(EventRecord record, boolean isJson, PrintStream out) {
    Fields fields = new Fields().put("data", HexBytes.each(record.copy()));
    out.println(
        isJson ? Json.of(fields, false) : EntryFields.text(fields.get("data").orElseThrow()));
  }
}
