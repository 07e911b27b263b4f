package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.HexDigits;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.run.RunSubject;
import dev.jbpf.kernel.ProgramType;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which program runs on the JVM's machine, and on what: of {@code jbpf run} and of debug. */
final class InputOptions {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "What FILE is: raw, hex or elf; by default what it looks like, or text.")
  Optional<ProgramFormat> format = Optional.empty();

  @Option(names = "--mem", paramLabel = "HEX", description = "The memory, as hexadecimal digits.")
  Optional<String> memory = Optional.empty();

  @Option(names = "--mem-file", paramLabel = "FILE", description = "The memory, as a file.")
  Optional<String> memoryFile = Optional.empty();

  @Option(
      names = "--prog-type",
      paramLabel = "TYPE",
      description = "The program's type, such as socket_filter or xdp.")
  Optional<ProgramType> type = Optional.empty();

  @Option(
      names = "--program",
      paramLabel = "NAME",
      description = "Which program, where FILE has several.")
  Optional<String> name = Optional.empty();

  ProgramFormat format(InputFile source) {
    return format.orElseGet(() -> ProgramFormat.of(source.bytes()));
  }

  byte[] memory(Console console) {
    if (memory.isPresent() && memoryFile.isPresent()) {
      throw new UsageException("give either --mem or --mem-file");
    }
    return memoryFile
        .map(file -> InputFile.read(file, console).bytes())
        .orElseGet(() -> HexDigits.parse("--mem", memory.orElse("")));
  }

  /**
   * {@return the type whose context r1 points to; empty where that is the memory itself} A method's
   * parameter is its context: of classes the type need not be given.
   */
  Optional<ProgramType> context(String file, RunSubject subject) {
    Optional<ProgramType> asked = file.endsWith(".class") ? type.or(subject::type) : type;
    return asked.filter(found -> found != ProgramType.UNSPEC);
  }

  /** Says of a program whose section has a type that it gets plain memory, if that is so. */
  void note(String file, RunSubject subject, Console console) {
    if (type.isEmpty() && context(file, subject).isEmpty()) {
      subject.memoryNote().ifPresent(console.err()::println);
    }
  }
}
