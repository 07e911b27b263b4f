package dev.jbpf.cli.asm;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.Output;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfHeaders;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Section;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import dev.jbpf.text.ObjectPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code jbpf-asm -d}: bytes to text. */
final class DisassembleAction {
  private final AsmOptions options;
  private final Console console;

  DisassembleAction(AsmOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /** {@return the exit code} */
  int run(InputFile source) {
    if (dialect() == Dialect.CLASSIC) {
      return new ClassicDisassembly(options, console).run(source);
    }
    Optional<Output.Content> text =
        format(source) == OutputFormat.ELF ? object(source) : program(source);
    String file = options.output.orElse(InputFile.STANDARD);
    if (text.isEmpty()) {
      Output.discard(file, console);
      return ExitCode.BAD_SOURCE;
    }
    try {
      Output.write(file, text.get(), console);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--dialect: " + e.getMessage());
    }
    return ExitCode.OK;
  }

  private OutputFormat format(InputFile source) {
    if (options.format.isPresent()) {
      return options.format.get();
    }
    return ElfHeaders.isElf(source.bytes()) ? OutputFormat.ELF : OutputFormat.RAW;
  }

  private Dialect dialect() {
    return options.dialect.orElse(Dialect.LLVM);
  }

  // Classes, not lambdas: making the first of those takes longer than printing a short program.

  private record ProgramText(Program program, Dialect dialect) implements Output.Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      Disassembler.write(program, dialect, out);
    }
  }

  private record ObjectText(ElfObject object, Dialect dialect, Predicate<Section> wanted)
      implements Output.Content {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      ObjectPrinter.write(object, dialect, wanted, out);
    }
  }

  /** All sections, or the one that has the name. */
  private record Wanted(Optional<String> name) implements Predicate<Section> {
    @Override
    public boolean test(Section section) {
      return name.isEmpty() || name.get().equals(section.name());
    }
  }

  private Optional<Output.Content> program(InputFile source) {
    Optional<Program> program = reader(format(source)).read(source, options.order(), console);
    return program.isPresent()
        ? Optional.of(new ProgramText(program.get(), dialect()))
        : Optional.empty();
  }

  private static ProgramFormat reader(OutputFormat format) {
    return switch (format) {
      case RAW -> ProgramFormat.RAW;
      case HEX -> ProgramFormat.HEX;
      case ELF, C, JAVA, JSON, BPF_ASM ->
          throw new UsageException("-d reads -f elf, raw and hex, not " + format);
    };
  }

  private Optional<Output.Content> object(InputFile source) {
    try {
      ElfObject object = ElfObject.read(source.bytes());
      if (options.section.isEmpty() || object.section(options.section.get()).isPresent()) {
        return Optional.of(new ObjectText(object, dialect(), new Wanted(options.section)));
      }
      String missing = options.section.get();
      console.err().println(source.name() + ": error: there is no section '" + missing + "'");
    } catch (ElfFormatException e) {
      console.err().println(source.name() + ": error: " + e.getMessage());
    }
    return Optional.empty();
  }
}
