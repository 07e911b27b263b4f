package dev.jbpf.cli;

import dev.jbpf.cli.asm.AsmAction;
import dev.jbpf.cli.asm.AsmCommand;
import dev.jbpf.cli.asm.AsmOptions;
import dev.jbpf.cli.asm.QuickArguments;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.console.Version;
import dev.jbpf.cli.shell.HelpTexts;
import java.util.Optional;

/** The command {@code jbpf-asm}. */
public final class JbpfAsm {
  private JbpfAsm() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    int code;
    try {
      code = run(console, arguments);
    } catch (OutOfMemoryError | InternalError | LinkageError e) {
      code = console.giveUp("jbpf-asm", e);
    }
    end(code);
  }

  /**
   * Ends the process. Not by System.exit: from JDK 21 on, it starts the logger before, which takes
   * as long as the command. Nothing is left to be done: a command takes its hooks back.
   */
  static void end(int code) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread());
    } catch (IllegalStateException ending) {
      System.exit(code); // Ctrl-C: the exit code is the signal's, and this waits for it.
    }
    Runtime.getRuntime().halt(code);
  }

  /** {@return the exit code of the command with {@code arguments}} */
  static int run(Console console, String... arguments) {
    return console.end("jbpf-asm", execute(console, arguments));
  }

  /** Without picocli where that is possible: it takes longer to start than the work takes. */
  private static int execute(Console console, String... arguments) {
    Optional<byte[]> text = arguments.length == 1 ? text(console, arguments[0]) : Optional.empty();
    if (text.isPresent()) {
      Output.write(InputFile.STANDARD, text.get(), console);
      return ExitCode.OK;
    }
    Optional<AsmOptions> options = QuickArguments.read(arguments);
    return options.isPresent()
        ? run("jbpf-asm", options.get(), console)
        : Commands.run(new AsmCommand(console), console, arguments);
  }

  private static Optional<byte[]> text(Console console, String option) {
    return switch (option) {
      case "-h", "--help" -> HelpTexts.ofAssembler(console);
      case "-V", "--version" -> Optional.of(Version.line());
      default -> Optional.empty();
    };
  }

  /** {@return the exit code of what the user calls {@code name}} */
  static int run(String name, AsmOptions options, Console console) {
    try {
      return new AsmAction(options, console).run();
    } catch (UsageException e) {
      if (console.out().isAbandoned()) {
        return ExitCode.UNREAD;
      }
      console.err().println(name + ": " + e.getMessage());
      return ExitCode.USAGE;
    }
  }
}
