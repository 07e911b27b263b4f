package dev.jbpf.cli;

/** The command {@code jbpf-asm}. */
public final class JbpfAsm {
  private JbpfAsm() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    System.exit(Commands.run(new AsmCommand(console), console, arguments));
  }
}
