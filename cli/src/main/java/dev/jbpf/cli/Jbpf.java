package dev.jbpf.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jbpf}: everything under one name. */
@Command(
    name = "jbpf",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Writes, tests and runs eBPF programs from Java: no clang, no libbpf.")
public final class Jbpf implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Jbpf() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Console.ofProcess(), arguments));
  }

  /** {@return the exit code of the command with {@code arguments}} */
  static int run(Console console, String... arguments) {
    CommandLine line = new CommandLine(new Jbpf());
    line.addSubcommand("asm", new CommandLine(new AsmCommand(console)).setCommandName("asm"));
    line.addSubcommand(
        "example", new CommandLine(new ExampleCommand(console)).setStopAtPositional(true));
    line.addSubcommand("run", new RunCommand(console));
    line.addSubcommand("load", new LoadCommand(console));
    line.addSubcommand("probe", new ProbeCommand(console));
    line.addSubcommand("gen", new GenCommand(console));
    return Commands.configure(line, console).execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
