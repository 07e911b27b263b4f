package dev.jbpf.cli;

import dev.jbpf.cli.asm.QuickArguments;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.PlainArguments;
import dev.jbpf.cli.console.PlainArguments.NotPlainException;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.Version;
import dev.jbpf.cli.run.EngineName;
import dev.jbpf.cli.shell.HelpTexts;
import dev.jbpf.kernel.ProgramType;
import java.nio.charset.StandardCharsets;
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

  /** {@return the command that {@code arguments} say; empty if picocli is to look at them} */
  Optional<Callable<Integer>> read(String... arguments) {
    if (arguments.length == 0) {
      return Optional.empty();
    }
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    Optional<Callable<Integer>> help = help(rest, arguments);
    if (help.isPresent()) {
      return help;
    }
    try {
      return switch (arguments[0]) {
        case "asm" ->
            QuickArguments.read(rest).map(it -> () -> JbpfAsm.run("jbpf asm", it, console));
        case "run" -> Optional.of(run(rest));
        case "verify" -> Optional.of(verify(rest));
        case "-V", "--version" -> version(rest);
        default -> Optional.empty();
      };
    } catch (NotPlainException e) {
      return Optional.empty();
    }
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
    return print((Version.text() + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
  }

  RunCommand run(String... arguments) {
    RunCommand run = new RunCommand(console);
    PlainArguments plain = new PlainArguments(arguments);
    while (plain.hasOption()) {
      switch (plain.option()) {
        case "-f", "--format" ->
            run.format = Optional.of(plain.constant("-f", ProgramFormat.values()));
        case "--mem" -> run.memory = plain.value("--mem");
        case "--mem-file" -> run.memoryFile = plain.value("--mem-file");
        case "--engine" -> run.engine = plain.constant("--engine", EngineName.values());
        case "--prog-type" ->
            run.type = Optional.of(plain.constant("--prog-type", ProgramType.values()));
        case "--program" -> run.name = plain.value("--program");
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
