package dev.jbpf.cli;

import dev.jbpf.cli.asm.AsmCommand;
import dev.jbpf.cli.btf.BtfCommand;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.Version;
import dev.jbpf.cli.host.BatchCommand;
import dev.jbpf.cli.host.DoctorCommand;
import dev.jbpf.cli.host.FeaturesCommand;
import dev.jbpf.cli.host.IterCommand;
import dev.jbpf.cli.host.StructOpsCommand;
import dev.jbpf.cli.host.TokenCommand;
import dev.jbpf.cli.host.TraceCommand;
import dev.jbpf.cli.link.LinkCommand;
import dev.jbpf.cli.map.MapCommand;
import dev.jbpf.cli.net.CgroupCommand;
import dev.jbpf.cli.net.NetCommand;
import dev.jbpf.cli.net.PerfCommand;
import dev.jbpf.cli.prog.ProgCommand;
import dev.jbpf.cli.shell.BpftoolLine;
import dev.jbpf.cli.shell.BpftoolOptions;
import dev.jbpf.cli.shell.Completer;
import dev.jbpf.cli.shell.CompletionCommand;
import dev.jbpf.cli.shell.HelpTexts;
import dev.jbpf.cli.shell.ManCommand;
import dev.jbpf.cli.shell.Verbs;
import dev.jbpf.diag.text.Suggestions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    description = "Writes, tests and runs eBPF programs from Java: no clang, no libbpf.",
    footer = "%njbpf help COMMAND tells more; docs/exit-codes.md what commands exit with.")
public final class Jbpf implements Runnable {
  private static final String ASM = "asm";
  private static final String MAN = "man";

  private static final List<String> COMMANDS =
      List.of(
          ASM,
          "example",
          "run",
          "debug",
          "verify",
          "load",
          "prog",
          "map",
          "link",
          "btf",
          "net",
          "cgroup",
          "perf",
          "struct_ops",
          "iter",
          "token",
          "trace",
          "features",
          "doctor",
          "probe",
          "gen",
          "batch",
          "completion",
          MAN);

  private static final List<String> VERSION = List.of("-V", "--version");
  private static final String HELP = "help";
  private static final String COMPLETE = "__complete";
  private static final String KEEP_HELP = "__help";

  private static final List<String> HIDDEN = List.of(HELP, COMPLETE, KEEP_HELP);

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
    JbpfAsm.end(code);
  }

  /** {@return the exit code of the command with {@code arguments}} */
  static int run(Console console, String... arguments) {
    return console.end("jbpf", execute(console, arguments));
  }

  private static int execute(Console console, String... words) {
    String[] arguments = BpftoolLine.read(COMMANDS, words);
    String name = arguments.length == 0 ? "" : arguments[0];
    Optional<QuickCommands.Quick> quick = new QuickCommands(console).read(arguments);
    if (quick.isPresent()) {
      return call(quick.get(), console);
    }
    if (name.equals(HELP)) {
      return execute(console, asked(arguments));
    }
    if (name.equals(COMPLETE)) {
      return complete(console, Arrays.asList(arguments).subList(1, arguments.length));
    }
    if (!name.isEmpty()
        && !name.startsWith("-")
        && !COMMANDS.contains(name)
        && !HIDDEN.contains(name)) {
      console.err().println("jbpf: there is no command '" + name + "'" + near(name));
      return ExitCode.USAGE;
    }
    if (name.equals(KEEP_HELP) && arguments.length == 2) {
      HelpTexts.write(
          root(console),
          Commands.line(new AsmCommand(console), console),
          Path.of(arguments[1]),
          console);
      return ExitCode.OK;
    }
    // Picocli takes a while over each command: where one is named, the others are left out.
    Optional<String> verb = arguments.length > 1 ? Optional.of(arguments[1]) : Optional.empty();
    return root(console, needed(name), verb).execute(arguments);
  }

  private static String near(String name) {
    return Suggestions.nearest(name, COMMANDS)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; jbpf help lists them");
  }

  private static int call(QuickCommands.Quick command, Console console) {
    try {
      return command.action().call();
    } catch (Exception e) {
      return new FailureReport(console).report(command.name(), e);
    }
  }

  private static List<String> needed(String name) {
    if (VERSION.contains(name)) {
      return List.of();
    }
    return COMMANDS.contains(name) && !name.equals(MAN) ? List.of(name) : COMMANDS;
  }

  private static CommandLine root(Console console) {
    return root(console, COMMANDS, Optional.empty());
  }

  private static CommandLine root(Console console, List<String> wanted, Optional<String> verb) {
    CommandLine line = new CommandLine(new Jbpf());
    for (String command : wanted) {
      line.addSubcommand(
          command,
          command.equals(MAN)
              ? new CommandLine(new ManCommand(console, line))
              : asBpftool(command, command(command, verb, console)));
    }
    return Commands.configure(line, console);
  }

  private static CommandLine asBpftool(String name, CommandLine command) {
    if (BpftoolLine.OBJECTS.contains(name)) {
      Verbs.sort(command);
      BpftoolOptions.allow(command);
    }
    return command;
  }

  /** {@code help prog} is {@code prog --help}. */
  private static String[] asked(String... arguments) {
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
    rest[rest.length - 1] = "--help";
    return rest;
  }

  private static int complete(Console console, List<String> words) {
    PrintStream out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
    new Completer(root(console)).complete(words).forEach(out::println);
    return ExitCode.OK;
  }

  private static CommandLine command(String name, Optional<String> verb, Console console) {
    return switch (name) {
      case ASM -> new CommandLine(new AsmCommand(console)).setCommandName(name);
      case "example" -> new CommandLine(new ExampleCommand(console)).setStopAtPositional(true);
      case "run" -> new CommandLine(new RunCommand(console));
      case "debug" -> new CommandLine(new DebugCommand(console));
      case "verify" -> new CommandLine(new VerifyCommand(console));
      case "load" -> new CommandLine(new LoadCommand(console));
      case "prog" ->
          Verbs.of(new ProgCommand(console), verb)
              .addSubcommand(
                  "tracelog",
                  new CommandLine(new TraceCommand(console)).setCommandName("tracelog"));
      case "map" -> Verbs.of(new MapCommand(console), verb);
      case "link" -> Verbs.of(new LinkCommand(console), verb);
      case "btf" -> Verbs.of(new BtfCommand(console), verb);
      case "net" -> Verbs.of(new NetCommand(console), verb);
      case "cgroup" -> Verbs.of(new CgroupCommand(console), verb);
      case "perf" -> Verbs.of(new PerfCommand(console), verb);
      case "struct_ops" -> Verbs.of(new StructOpsCommand(console), verb);
      case "iter" -> Verbs.of(new IterCommand(console), verb);
      case "token" -> new CommandLine(new TokenCommand(console));
      case "trace" -> new CommandLine(new TraceCommand(console));
      case "features" -> new CommandLine(new FeaturesCommand(console));
      case "completion" -> new CommandLine(new CompletionCommand(console));
      case "doctor" -> new CommandLine(new DoctorCommand(console));
      case "probe" -> new CommandLine(new ProbeCommand(console));
      case "gen" -> Verbs.of(new GenCommand(console), verb);
      case "batch" -> new CommandLine(new BatchCommand(console, Jbpf::run));
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
