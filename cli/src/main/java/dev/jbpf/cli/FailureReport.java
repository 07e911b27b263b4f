package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.NotPossibleException;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.map.MapFullException;
import dev.jbpf.runtime.error.SyscallException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says on standard error why a command failed, and chooses its exit code. No lambda: one of an
 * interface of picocli's, whose classes are of Java 5's form, keeps that interface out of the
 * archive that the command starts from.
 */
final class FailureReport implements IExecutionExceptionHandler {
  private final Console console;

  FailureReport(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine failed, ParseResult parsed) {
    return report(failed.getCommandSpec().qualifiedName(), e);
  }

  /** Says why {@code command} failed, and throws on what nobody foresaw. */
  int report(String command, Exception e) {
    if (console.out().isAbandoned()) {
      return ExitCode.UNREAD;
    }
    if (e instanceof UsageException) {
      console.err().println(command + ": " + e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof InvalidPathException path) {
      console.err().println(command + ": " + notAFile(path));
      return ExitCode.USAGE;
    }
    if (e instanceof NotThereException || e instanceof MapFullException) {
      console.err().println("error: " + e.getMessage());
      return ExitCode.BAD_SOURCE;
    }
    if (e instanceof NotPossibleException || e instanceof UnsupportedOperationException) {
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
    throw e instanceof RuntimeException it ? it : new IllegalStateException(e);
  }

  /** {@return what is said of a word that no file can be named} */
  static String notAFile(InvalidPathException e) {
    return "'" + e.getInput() + "' cannot be the name of a file here: " + e.getReason();
  }
}
