package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.CommandWords;
import dev.jbpf.cli.report.Json;
import dev.jbpf.cli.report.ReportOptions;
import dev.jbpf.cli.shell.BatchLines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntBiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jbpf batch}: many commands in one process. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the commands of a file in one process, a line each without the word jbpf, until one"
          + " fails: jbpf batch file FILE; - is standard input.",
      "Words are parted by spaces, and quoted as in a shell; # starts a comment; a line that ends"
          + " in \\ goes on in the next one."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all are done", "other:of the first one that failed"})
final class BatchCommand implements Callable<Integer> {
  private final Console console;
  private final ToIntBiFunction<Console, String[]> run;

  @Parameters(
      arity = "1..2",
      hideParamSyntax = true,
      paramLabel = "file FILE",
      description = "What to do, a command a line.")
  private List<String> words = List.of();

  @Mixin private ReportOptions options = new ReportOptions();

  /** One whose commands {@code run} runs. */
  BatchCommand(Console console, ToIntBiFunction<Console, String[]> run) {
    this.console = console;
    this.run = run;
  }

  @Override
  public Integer call() {
    CommandWords rest = new CommandWords(words);
    rest.take("file");
    String file = rest.next("file");
    rest.end();
    byte[] text = InputFile.read(file, console).bytes();
    List<BatchLines.Line> lines = BatchLines.read(new String(text, StandardCharsets.UTF_8), file);
    return options.isJson() ? json(lines) : plain(lines);
  }

  private int plain(List<BatchLines.Line> lines) {
    for (BatchLines.Line line : lines) {
      int code = run(line, console);
      if (code != ExitCode.OK) {
        return code;
      }
    }
    console.err().println("processed " + lines.size() + " commands");
    return ExitCode.OK;
  }

  /** One array, with an object for each command, as bpftool has it. */
  private int json(List<BatchLines.Line> lines) {
    PrintStream out = new PrintStream(console.out(), true, StandardCharsets.UTF_8);
    int code = ExitCode.OK;
    String before = "[";
    for (int i = 0; i < lines.size() && code == ExitCode.OK; i++) {
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      code = run(lines.get(i).with("--json"), new Console(console.in(), written, console.err()));
      String output = written.toString(StandardCharsets.UTF_8).strip();
      out.print(
          before
              + "{\"command\":"
              + Json.of(lines.get(i).words(), false)
              + ",\"output\":"
              + (output.isEmpty() ? "null" : output)
              + "}");
      before = ",";
    }
    out.println(lines.isEmpty() ? "[]" : "]");
    return code;
  }

  private int run(BatchLines.Line line, Console streams) {
    if (line.words().get(0).equals("batch")) {
      throw new UsageException(line.place() + ": a batch in a batch would not end");
    }
    int code = run.applyAsInt(streams, line.words().toArray(String[]::new));
    if (code != ExitCode.OK) {
      console.err().println(line.place() + ": this command failed, those behind it are not run");
    }
    return code;
  }
}
