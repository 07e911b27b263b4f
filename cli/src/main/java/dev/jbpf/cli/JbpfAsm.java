package dev.jbpf.cli;

import java.util.Optional;

/** The command {@code jbpf-asm}. */
public final class JbpfAsm {
  private JbpfAsm() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Not System.exit: it starts the logger first, where JDK 21 and later note who ended the
    // process.
    Runtime.getRuntime().halt(run(Console.ofProcess(), arguments));
  }

  /** {@return the exit code of the command with {@code arguments}} */
  static int run(Console console, String... arguments) {
    Optional<AsmOptions> options = QuickArguments.read(arguments);
    return options.isPresent()
        ? quick(options.get(), console)
        : Commands.run(new AsmCommand(console), console, arguments);
  }

  private static int quick(AsmOptions options, Console console) {
    try {
      return new AsmAction(options, console).run();
    } catch (UsageException e) {
      console.err().println("jbpf-asm: " + e.getMessage());
      return ExitCode.USAGE;
    }
  }
}
