package dev.jbpf.examples.support;

import dev.jbpf.runtime.event.TracePipe;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** What programs print with {@code bpf_trace_printk}. */
public final class TraceLines {
  private TraceLines() {}

  /** Prints the lines that are in the pipe. */
  public static void print(TracePipe pipe, PrintStream out) throws InterruptedException {
    Optional<String> line = pipe.next(Duration.ZERO);
    while (line.isPresent()) {
      out.println(line.get());
      line = pipe.next(Duration.ZERO);
    }
  }
}
