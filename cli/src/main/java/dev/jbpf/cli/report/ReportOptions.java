package dev.jbpf.cli.report;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.PlainArguments;
import dev.jbpf.cli.console.UsageException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command shows what it found: a mixin of all that show something. */
public final class ReportOptions {
  private static final double MILLIS = TimeUnit.SECONDS.toMillis(1);

  @Option(
      names = {"-j", "--json"},
      description = "As JSON, in one line; with the names that bpftool has.")
  private boolean json;

  @Option(
      names = {"-p", "--pretty"},
      description = "As JSON, indented.")
  private boolean pretty;

  /** For {@link Watch}: a list again and again. */
  public static final class Watch {
    @Option(
        names = "--watch",
        arity = "0..1",
        fallbackValue = "2",
        paramLabel = "SECONDS",
        description = "Again and again, until Ctrl-C; every 2 seconds if none are given.")
    private Optional<Double> seconds = Optional.empty();

    @Option(names = "--times", paramLabel = "N", description = "With --watch: end after that many.")
    private int times = Integer.MAX_VALUE;
  }

  /** {@return the options of {@code plain}, which has no others} */
  public static ReportOptions read(PlainArguments plain) {
    ReportOptions options = new ReportOptions();
    while (plain.hasOption()) {
      switch (plain.option()) {
        case "-j", "--json" -> options.json = plain.flag("-j");
        case "-p", "--pretty" -> options.pretty = plain.flag("-p");
        default -> throw new PlainArguments.NotPlainException();
      }
    }
    return options;
  }

  /** {@return whether JSON is asked for} */
  public boolean isJson() {
    return json || pretty;
  }

  /** {@return the exit code} Prints {@code found}, as JSON or as {@code text} has it. */
  public <T> int show(T found, Function<T, String> text, Console console) {
    return show(found, Function.identity(), text, console);
  }

  /** The same, with {@code json} for what JSON shows. */
  private <T> int show(T found, Function<T, ?> json, Function<T, String> text, Console console) {
    PrintStream out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
    if (isJson()) {
      out.println(Json.of(json.apply(found), pretty));
    } else {
      out.print(text.apply(found));
    }
    return ExitCode.OK;
  }

  /**
   * {@return the exit code} Prints what {@code words} name, or all if they are null or empty; of
   * one object that they name alone, JSON is no list, as bpftool's.
   */
  public int list(
      ObjectListing listing, @Nullable List<String> words, Console console, Watch watch) {
    List<String> asked = words == null ? List.of() : words;
    Function<List<Fields>, Object> json =
        found -> asked.isEmpty() || found.size() != 1 ? found : found.get(0);
    return show(
        () -> listing.find(asked),
        json,
        found -> listing.table(found).toString(Colours.of(console)),
        console,
        watch);
  }

  /** The same, as often as {@code watch} says, each time with what is found then. */
  public <T> int show(Supplier<T> find, Function<T, String> text, Console console, Watch watch) {
    return show(find, Function.identity(), text, console, watch);
  }

  /** The same, with {@code json} for what JSON shows. */
  public <T> int show(
      Supplier<T> find,
      Function<T, ?> json,
      Function<T, String> text,
      Console console,
      Watch watch) {
    if (watch.seconds.isEmpty()) {
      return show(find.get(), json, text, console);
    }
    if (watch.seconds.get() <= 0) {
      throw new UsageException("--watch: must be more than 0 seconds");
    }
    Colours colours = Colours.of(console);
    try {
      for (int i = 0; i < watch.times; i++) {
        if (i > 0) {
          Thread.sleep((long) (watch.seconds.get() * MILLIS));
        }
        T found = find.get();
        new PrintStream(console.out(), true, StandardCharsets.UTF_8)
            .print(isJson() ? "" : colours.fresh());
        show(found, json, text, console);
        console.out().check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }
}
