package dev.jbpf.cli;

import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.Section;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import dev.jbpf.text.ObjectPrinter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** {@code jbpf-asm -d}: bytes to text. */
final class DisassembleAction {
  private final AsmOptions options;
  private final Console console;

  DisassembleAction(AsmOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /** {@return the exit code} */
  int run(Input source) {
    Optional<String> text = format(source) == OutputFormat.ELF ? object(source) : program(source);
    if (text.isEmpty()) {
      return ExitCode.BAD_SOURCE;
    }
    byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
    Output.write(options.output.orElse(Input.STANDARD), bytes, console);
    return ExitCode.OK;
  }

  private OutputFormat format(Input source) {
    return options.format.orElseGet(
        () -> ProgramFormat.isElf(source.bytes()) ? OutputFormat.ELF : OutputFormat.RAW);
  }

  private Optional<String> program(Input source) {
    return reader(format(source)).read(source, options.order(), console.err()).map(this::text);
  }

  private static ProgramFormat reader(OutputFormat format) {
    return switch (format) {
      case RAW -> ProgramFormat.RAW;
      case HEX -> ProgramFormat.HEX;
      case ELF, C, JAVA, JSON, BPF_ASM ->
          throw new UsageException("-d reads -f elf, raw and hex, not " + format);
    };
  }

  private Optional<String> object(Input source) {
    try {
      ElfObject object = ElfObject.read(source.bytes());
      String missing = options.section.filter(name -> object.section(name).isEmpty()).orElse("");
      if (missing.isEmpty()) {
        return Optional.of(
            written(dialect -> ObjectPrinter.print(object, dialect, this::isWanted)));
      }
      console.err().println(source.name() + ": error: there is no section '" + missing + "'");
    } catch (ElfFormatException e) {
      console.err().println(source.name() + ": error: " + e.getMessage());
    }
    return Optional.empty();
  }

  private boolean isWanted(Section section) {
    return options.section.isEmpty() || options.section.get().equals(section.name());
  }

  private String text(Program program) {
    return written(dialect -> Disassembler.text(program, dialect));
  }

  private String written(Function<Dialect, String> text) {
    try {
      return text.apply(options.dialect.orElse(Dialect.LLVM));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--dialect: " + e.getMessage());
    }
  }
}
