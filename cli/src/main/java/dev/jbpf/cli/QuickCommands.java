package dev.jbpf.cli;

import dev.jbpf.cli.asm.QuickArguments;
import dev.jbpf.cli.btf.TypesTable;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.PlainArguments;
import dev.jbpf.cli.console.PlainArguments.NotPlainException;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.Version;
import dev.jbpf.cli.link.LinkList;
import dev.jbpf.cli.map.MapList;
import dev.jbpf.cli.prog.ProgramList;
import dev.jbpf.cli.report.ObjectListing;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.run.EngineName;
import dev.jbpf.cli.shell.HelpTexts;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.LogLevel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The commands that are run most, from plain command lines, without picocli: it takes four times as
 * long to start as {@code jbpf run} takes to run.
 */
final class QuickCommands {
  private final Console console;

  QuickCommands(Console console) {
    this.console = console;
  }

  /**
   * A command whose options are read.
   *
   * @param name as its messages have it
   * @param action what it does; gives the exit code
   */
  record Quick(String name, Callable<Integer> action) {}

  /** {@return the command that {@code arguments} say; empty if picocli is to look at them} */
  Optional<Quick> read(String... arguments) {
    if (arguments.length == 0) {
      return Optional.empty();
    }
    String name = "jbpf " + arguments[0];
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    Optional<Callable<Integer>> help = help(rest, arguments);
    if (help.isPresent()) {
      return help.map(action -> new Quick(name, action));
    }
    try {
      return isList(rest)
          ? list(arguments[0], rest).map(action -> new Quick(name + " list", action))
          : command(arguments[0], rest).map(action -> new Quick(name, action));
    } catch (NotPlainException e) {
      return Optional.empty();
    }
  }

  private Optional<Callable<Integer>> command(String name, String... rest) {
    return switch (name) {
      case "asm" -> QuickArguments.read(rest).map(it -> () -> JbpfAsm.run("jbpf asm", it, console));
      case "run" -> Optional.of(run(rest));
      case "verify" -> Optional.of(verify(rest));
      case "load" -> Optional.of(load(rest));
      case "-V", "--version" -> version(rest);
      default -> Optional.empty();
    };
  }

  private static boolean isList(String... rest) {
    return rest.length > 0 && (rest[0].equals("list") || rest[0].equals("show"));
  }

  private Optional<Callable<Integer>> list(String name, String... rest) {
    return switch (name) {
      case "prog" -> list(new ProgramList(), rest);
      case "map" -> list(new MapList(), rest);
      case "link" -> list(new LinkList(), rest);
      case "btf" -> list(new TypesTable(), rest);
      default -> Optional.empty();
    };
  }

  private Optional<Callable<Integer>> list(ObjectListing listing, String... rest) {
    PlainArguments plain = new PlainArguments(Arrays.copyOfRange(rest, 1, rest.length));
    ReportOptions options = ReportOptions.read(plain);
    return Optional.of(
        () -> options.list(listing, plain.files(), console, new ReportOptions.Watch()));
  }

  /** {@code help prog}, or {@code prog --help}; empty where the text was not kept. */
  private Optional<Callable<Integer>> help(String[] rest, String... arguments) {
    String last = arguments[arguments.length - 1];
    boolean isAsked = last.equals("--help") || last.equals("-h");
    if (!isAsked && !arguments[0].equals("help")) {
      return Optional.empty();
    }
    String[] words = isAsked ? Arrays.copyOf(arguments, rest.length) : rest;
    return HelpTexts.find(console, words).map(text -> () -> print(text));
  }

  private int print(byte... text) {
    Output.write(InputFile.STANDARD, text, console);
    return ExitCode.OK;
  }

  private Optional<Callable<Integer>> version(String... rest) {
    return rest.length > 0 ? Optional.empty() : Optional.of(this::printVersion);
  }

  private int printVersion() {
    return print(Version.line());
  }

  LoadCommand load(String... arguments) {
    LoadCommand load = new LoadCommand(console);
    PlainArguments plain = new PlainArguments(arguments);
    while (plain.hasOption()) {
      switch (plain.option()) {
        case "--attach" -> load.places = plain.values("--attach");
        case "--no-attach" -> load.onlyNamed = plain.flag("--no-attach");
        case "--only" -> load.only = plain.values("--only");
        case "--skip" -> load.skipped = plain.values("--skip");
        case "--verify" -> load.verify = plain.flag("--verify");
        case "--pin" -> load.pin = plain.value("--pin").map(Path::of);
        case "--seconds" -> load.seconds = plain.value("--seconds").map(plain::number);
        case "--license" -> load.license = plain.value("--license");
        case "--log" -> load.log = plain.constant("--log", LogLevel.values());
        case "--btf" -> load.types = plain.value("--btf").map(Path::of);
        case "--kconfig" -> load.settings = plain.values("--kconfig");
        case "--json" -> load.json = plain.flag("--json");
        default -> throw new NotPlainException();
      }
    }
    load.file = plain.file().orElseThrow(NotPlainException::new);
    return load;
  }

  RunCommand run(String... arguments) {
    RunCommand run = new RunCommand(console);
    PlainArguments plain = new PlainArguments(arguments);
    while (plain.hasOption()) {
      switch (plain.option()) {
        case "-f", "--format" ->
            run.input.format = Optional.of(plain.constant("-f", ProgramFormat.values()));
        case "--mem" -> run.input.memory = plain.value("--mem");
        case "--mem-file" -> run.input.memoryFile = plain.value("--mem-file");
        case "--engine" -> run.engine = plain.constant("--engine", EngineName.values());
        case "--prog-type" ->
            run.input.type = Optional.of(plain.constant("--prog-type", ProgramType.values()));
        case "--program" -> run.input.name = plain.value("--program");
        case "--maps" -> run.maps = plain.flag("--maps");
        case "--trace" -> run.trace = plain.flag("--trace");
        case "--jsonl" -> run.jsonl = plain.flag("--jsonl");
        case "--plugin" -> run.plugin = plain.flag("--plugin");
        default -> throw new NotPlainException();
      }
    }
    run.arguments = plain.files();
    return run;
  }

  VerifyCommand verify(String... arguments) {
    VerifyCommand verify = new VerifyCommand(console);
    PlainArguments plain = new PlainArguments(arguments);
    while (plain.hasOption()) {
      switch (plain.option()) {
        case "-f", "--format" ->
            verify.format = Optional.of(plain.constant("-f", ProgramFormat.values()));
        case "--type" -> verify.type = Optional.of(plain.constant("--type", ProgramType.values()));
        case "--program" -> verify.name = plain.value("--program");
        case "--kernel" ->
            verify.kernels = List.of(plain.value("--kernel").orElseThrow().split(","));
        case "--btf" -> verify.btf = plain.value("--btf");
        case "--json" -> verify.json = plain.flag("--json");
        case "--jsonl" -> verify.jsonl = plain.flag("--jsonl");
        case "--states" -> verify.states = plain.flag("--states");
        default -> throw new NotPlainException();
      }
    }
    verify.files = plain.files();
    return verify;
  }
}
