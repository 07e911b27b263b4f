package dev.jbpf.examples.support;

import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.host.Capability;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs examples: reads options, asks for rights, ends them in order, says what went wrong. */
public final class ExampleRunner {
  /** It did what it is for. */
  public static final int OK = 0;

  /** Something went wrong on the way. */
  public static final int FAILED = 1;

  /** The options are wrong. */
  public static final int WRONG_USAGE = 2;

  /**
   * This machine, or this user's rights, do not allow it, and there is nothing to show instead; the
   * output says what is missing. Examples that work on packets have a {@link Replay} to show.
   */
  public static final int NOT_POSSIBLE = 3;

  private static final String SECONDS = "--seconds";

  private final PrintStream out;
  private final PrintStream err;
  private final Function<List<Capability>, Permission> permissions;

  /** What examples show goes to {@code out}, what they say about it to {@code err}. */
  public ExampleRunner(PrintStream out, PrintStream err) {
    this(out, err, needed -> Bpf.permission(needed.toArray(Capability[]::new)));
  }

  /** The same, with another answer to the question whether capabilities are held. */
  ExampleRunner(
      PrintStream out, PrintStream err, Function<List<Capability>, Permission> permissions) {
    this.out = out;
    this.err = err;
    this.permissions = permissions;
  }

  /**
   * Runs {@code example} until it is done, its time is up, Ctrl-C, or the thread is interrupted.
   *
   * @return an exit code
   */
  public int run(Example example, String... arguments) {
    return new CommandLine(spec(example))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionStrategy(parsed -> execute(example, parsed))
        .execute(arguments);
  }

  private static CommandSpec spec(Example example) {
    CommandSpec spec =
        CommandSpec.forAnnotatedObjectLenient(example)
            .name("jbpf example " + example.name())
            .mixinStandardHelpOptions(true)
            .addOption(seconds(example.seconds()));
    spec.usageMessage().description("It " + example.description() + ".");
    return spec;
  }

  private static OptionSpec seconds(OptionalInt usual) {
    String unless = usual.isPresent() ? String.valueOf(usual.getAsInt()) : "until Ctrl-C";
    return OptionSpec.builder(SECONDS)
        .paramLabel("N")
        .type(int.class)
        .description("How long to run (default: " + unless + ").")
        .build();
  }

  private int execute(Example example, ParseResult parsed) {
    Optional<Integer> help = Optional.ofNullable(CommandLine.executeHelpRequest(parsed));
    return help.orElseGet(() -> execute(example, new Run(out, err, time(example, parsed))));
  }

  private static OptionalInt time(Example example, ParseResult parsed) {
    if (!parsed.hasMatchedOption(SECONDS)) {
      return example.seconds();
    }
    int seconds = parsed.<Integer>matchedOptionValue(SECONDS, 0);
    if (seconds < 1) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), SECONDS + " is " + seconds + ", must be 1 or more");
    }
    return OptionalInt.of(seconds);
  }

  private int execute(Example example, Run run) {
    Permission permission = permissions.apply(example.capabilities());
    if (permission.isGranted()) {
      return execute(example, run, () -> example.run(run));
    }
    Optional<Replay> replay = example.replay();
    if (replay.isEmpty()) {
      err.println(permission);
      return NOT_POSSIBLE;
    }
    out.println(permission.missing() + Replay.INSTEAD);
    return execute(example, run, () -> replay.get().run(run));
  }

  @SuppressWarnings("try") // opened only to be closed
  private int execute(Example example, Run run, Run.Task task) {
    try (OnExit onExit = OnExit.interruptThisThread()) {
      task.run();
      return OK;
    } catch (InterruptedException e) {
      run.stop();
      return OK;
    } catch (SyscallException | IllegalArgumentException | IOException | UncheckedIOException e) {
      err.println(example.name() + ": " + e.getMessage());
      return isImpossible(e) ? NOT_POSSIBLE : FAILED;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(example.name() + " failed", e);
    } finally {
      run.restoreInterrupt();
    }
  }

  private static boolean isImpossible(Exception e) {
    return e instanceof SyscallException refused && refused.errno().equals(Errno.EOPNOTSUPP);
  }
}
