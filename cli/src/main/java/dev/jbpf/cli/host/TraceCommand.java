package dev.jbpf.cli.host;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.examples.support.OnExit;
import dev.jbpf.kernel.StreamId;
import dev.jbpf.runtime.event.TracePipe;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.ProgramStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf trace}: what programs print. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what programs print, until Ctrl-C: of all programs what bpf_trace_printk writes, of a"
          + " program that is named what bpf_stream_vprintk writes, and the kernel about its"
          + " faults (Linux 6.17).",
      "Who reads it takes it away from others."
    })
public final class TraceCommand implements Callable<Integer> {
  private static final Duration STEP = Duration.ofMillis(100);

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "PROGRAM",
      description = {
        "Its streams, not the pipe of all; a number, a name, a tag, or a pin.",
        "In front of it stdout or stderr for only one of them."
      })
  private List<String> words = List.of();

  @Option(names = "--lines", paramLabel = "N", description = "End after that many.")
  private long lines = Long.MAX_VALUE;

  @Option(names = "--seconds", paramLabel = "N", description = "End after that time.")
  private double seconds = Integer.MAX_VALUE;

  /** One with these streams. */
  public TraceCommand(Console console) {
    this.console = console;
  }

  /** What there is to read. */
  @FunctionalInterface
  private interface Source {
    /** {@return the next lines, none if none come for a while} */
    List<String> next() throws InterruptedException;
  }

  @Override
  @SuppressWarnings("try") // what it does is done when it is closed
  public Integer call() {
    Finder finder = Finder.local();
    try (OnExit onExit = OnExit.interruptThisThread()) {
      return words.isEmpty() ? pipe(finder) : streams(finder);
    } catch (InterruptedException stopped) {
      return ExitCode.OK;
    }
  }

  private int pipe(Finder finder) throws InterruptedException {
    try (TracePipe pipe = TracePipe.open(finder.inspector().kernel())) {
      return copy(() -> pipe.next(STEP).stream().toList());
    }
  }

  private int streams(Finder finder) throws InterruptedException {
    CommandWords rest = new CommandWords(words);
    boolean isOut = rest.take("stdout");
    boolean isErr = !isOut && rest.take("stderr");
    long id = finder.one(ObjectKind.PROGRAM, rest);
    rest.end();
    try (Inspected program = finder.inspector().open(ObjectKind.PROGRAM, id)) {
      ProgramStream out = new ProgramStream(finder.inspector().kernel(), program, StreamId.STDOUT);
      ProgramStream err = new ProgramStream(finder.inspector().kernel(), program, StreamId.STDERR);
      return copy(() -> lines((isErr ? "" : out.read()) + (isOut ? "" : err.read())));
    }
  }

  private static List<String> lines(String text) throws InterruptedException {
    if (text.isEmpty()) {
      Thread.sleep(STEP.toMillis());
    }
    return text.lines().toList();
  }

  private int copy(Source source) throws InterruptedException {
    PrintStream out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    for (long count = 0; count < lines && System.nanoTime() < end; ) {
      for (String line : source.next()) {
        out.println(line);
        count++;
      }
      console.out().check();
    }
    return ExitCode.OK;
  }
}
