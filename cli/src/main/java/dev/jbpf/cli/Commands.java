package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.NotPossibleException;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.runtime.error.SyscallException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs a picocli command as this project's commands behave: streams, messages, exit codes. */
final class Commands {
  private Commands() {}

  /** {@return the exit code of {@code command} with {@code arguments}} */
  static int run(Object command, Console console, String... arguments) {
    CommandLine line = new CommandLine(command);
    return configure(line, console).execute(arguments);
  }

  static CommandLine configure(CommandLine line, Console console) {
    line.setOut(
        new PrintWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, failed, parsed) -> {
          if (e instanceof UsageException) {
            console.err().println(failed.getCommandSpec().qualifiedName() + ": " + e.getMessage());
            return ExitCode.USAGE;
          }
          if (e instanceof NotThereException) {
            console.err().println("error: " + e.getMessage());
            return ExitCode.BAD_SOURCE;
          }
          if (e instanceof NotPossibleException) {
            console.err().println("error: " + e.getMessage());
            return ExitCode.NOT_POSSIBLE;
          }
          if (console.out().failure().isPresent()) {
            return ExitCode.BAD_SOURCE; // Console.end says what became of the output.
          }
          if (e instanceof SyscallException || e instanceof UncheckedIOException) {
            console.err().println("error: " + e.getMessage());
            return ExitCode.NOT_POSSIBLE;
          }
          throw e;
        });
    return line;
  }
}
