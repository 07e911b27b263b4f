package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.HexDigits;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.console.Version;
import dev.jbpf.cli.debug.DebugShell;
import dev.jbpf.cli.run.EngineName;
import dev.jbpf.cli.run.RunSubject;
import dev.jbpf.cli.run.VmRun;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.vm.debug.Debugger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jbpf debug}: steps through a program on the JVM's machine. */
@Command(
    name = "debug",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Steps through a program, forwards and back, by commands on standard input that are called as"
          + " gdb's; help lists them.",
      "r1 points to the memory and r2 holds its length; with --prog-type, r1 is that type's context"
          + " over the memory as packet."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the commands ended, whatever the program did",
      "1:there is no program in the file, or the machine cannot have it",
      "2:wrong usage, or a file that cannot be read"
    })
final class DebugCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      description = "The program: text, hexadecimal digits, an object.")
  private String file = "";

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "What FILE is: raw, hex or elf; by default what it looks like, or text.")
  private Optional<ProgramFormat> format = Optional.empty();

  @Option(names = "--mem", paramLabel = "HEX", description = "The memory, as hexadecimal digits.")
  private String memory = "";

  @Option(names = "--mem-file", paramLabel = "FILE", description = "The memory, as a file.")
  private Optional<String> memoryFile = Optional.empty();

  @Option(
      names = "--prog-type",
      paramLabel = "TYPE",
      description = "The program's type, such as socket_filter or xdp.")
  private Optional<ProgramType> type = Optional.empty();

  @Option(
      names = "--program",
      paramLabel = "NAME",
      description = "Which program, where FILE has several.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--btf",
      paramLabel = "FILE",
      description = "The types by which memory is laid out that the program reads (CO-RE).")
  private Optional<Path> types = Optional.empty();

  DebugCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (file.equals(InputFile.STANDARD)) {
      throw new UsageException("FILE: standard input is for the commands");
    }
    InputFile source = InputFile.read(file, console);
    byte[] bytes =
        memoryFile
            .map(from -> InputFile.read(from, console).bytes())
            .orElseGet(() -> HexDigits.parse("--mem", memory));
    return new RunSource(source, console, name, types.map(TypesFile::read), EngineName.VM)
        .read(format.orElseGet(() -> ProgramFormat.of(source.bytes())))
        .map(subject -> debug(subject, bytes))
        .orElse(ExitCode.BAD_SOURCE);
  }

  private int debug(RunSubject subject, byte[] bytes) {
    Debugger debugger;
    try {
      debugger = new Debugger(subject.program(), () -> VmRun.step(subject, bytes, type));
    } catch (IllegalArgumentException e) {
      console.err().println(file + ": error: " + e.getMessage());
      return ExitCode.BAD_SOURCE;
    }
    new DebugShell(debugger, console).serve();
    return ExitCode.OK;
  }
}
