package dev.jbpf.cli;

import dev.jbpf.cli.asm.AsmAction;
import dev.jbpf.cli.asm.AsmCommand;
import dev.jbpf.cli.asm.AsmOptions;
import dev.jbpf.cli.asm.QuickArguments;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.UsageException;
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
    Optional<AsmOptions> options = QuickArguments.read(arguments);
    int code =
        options.isPresent()
            ? run("jbpf-asm", options.get(), console)
            : Commands.run(new AsmCommand(console), console, arguments);
    return console.end("jbpf-asm", code);
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
