package dev.jbpf.cli;

import dev.jbpf.cli.asm.AsmCommand;
import dev.jbpf.cli.asm.AsmOptions;
import dev.jbpf.cli.asm.QuickArguments;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  private static final String ASM = "asm";

  private static final List<String> COMMANDS =
      List.of(ASM, "example", "run", "verify", "load", "link", "probe", "gen");

  @Spec private CommandSpec spec = CommandSpec.create();

  private Jbpf() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Console console = Console.ofProcess();
    int code;
    try {
      code = run(console, arguments);
    } catch (OutOfMemoryError | InternalError | LinkageError e) {
      code = console.giveUp("jbpf", e);
    }
    if (arguments.length > 0 && arguments[0].equals(ASM)) {
      JbpfAsm.end(code);
    }
    System.exit(code);
  }

  /** {@return the exit code of the command with {@code arguments}} */
  static int run(Console console, String... arguments) {
    return console.end("jbpf", execute(console, arguments));
  }

  private static int execute(Console console, String... arguments) {
    String name = arguments.length == 0 ? "" : arguments[0];
    if (name.equals(ASM)) {
      String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
      Optional<AsmOptions> options = QuickArguments.read(rest);
      if (options.isPresent()) {
        return JbpfAsm.run("jbpf asm", options.get(), console);
      }
    }
    CommandLine line = new CommandLine(new Jbpf());
    // Picocli takes a while over each command: where one is named, the others are left out.
    List<String> wanted = COMMANDS.contains(name) ? List.of(name) : COMMANDS;
    for (String command : wanted) {
      line.addSubcommand(command, command(command, console));
    }
    return Commands.configure(line, console).execute(arguments);
  }

  private static CommandLine command(String name, Console console) {
    return switch (name) {
      case ASM -> new CommandLine(new AsmCommand(console)).setCommandName(name);
      case "example" -> new CommandLine(new ExampleCommand(console)).setStopAtPositional(true);
      case "run" -> new CommandLine(new RunCommand(console));
      case "verify" -> new CommandLine(new VerifyCommand(console));
      case "load" -> new CommandLine(new LoadCommand(console));
      case "link" -> new CommandLine(new LinkCommand(console));
      case "probe" -> new CommandLine(new ProbeCommand(console));
      case "gen" -> new CommandLine(new GenCommand(console));
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
