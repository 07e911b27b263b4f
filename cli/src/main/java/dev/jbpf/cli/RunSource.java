package dev.jbpf.cli;

import dev.jbpf.btf.Btf;
import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.TextAssembler;
import dev.jbpf.cli.run.EngineName;
import dev.jbpf.cli.run.RunSubject;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads what {@code jbpf run} is to run. */
final class RunSource {
  private final InputFile source;
  private final Console console;
  private final Optional<String> program;
  private final Optional<Btf> types;
  private final EngineName engine;

  /**
   * {@code program} names one of several; {@code types} are those that it is made for, for {@code
   * engine}.
   */
  RunSource(
      InputFile source,
      Console console,
      Optional<String> program,
      Optional<Btf> types,
      EngineName engine) {
    this.types = types;
    this.engine = engine;
    this.source = source;
    this.console = console;
    this.program = program;
  }

  /** {@return what there is to run; empty, and messages printed, if there is nothing} */
  Optional<RunSubject> read(ProgramFormat format) {
    try {
      return switch (format) {
        case TEXT -> assemble();
        case ELF ->
            Optional.of(RunSubject.of(BpfObjectFile.read(source.bytes()), program, types, engine));
        case RAW, HEX -> format.read(source, ByteOrder.LITTLE_ENDIAN, console).map(RunSubject::of);
      };
    } catch (IllegalArgumentException e) {
      console.err().println(source.name() + ": error: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Text with maps, variables, or several programs is an object; other text is one program. */
  private Optional<RunSubject> assemble() {
    TextAssembler text = new TextAssembler(source, console);
    Assembly alone = text.assemble(AssemblerOptions.Output.PROGRAM);
    if (alone.program().filter(found -> found.maps().isEmpty()).isPresent() && program.isEmpty()) {
      console.err().print(alone.report());
      return alone.programs().entrySet().stream()
          .map(section -> RunSubject.of(section.getValue(), section.getKey()))
          .findFirst();
    }
    if (!alone.hasErrors() || TextAssembler.needsObject(alone)) {
      Assembly whole = text.assemble(AssemblerOptions.Output.OBJECT);
      console.err().print(whole.report());
      return whole
          .object()
          .map(elf -> RunSubject.of(BpfObjectFile.read(elf.toBytes()), program, types, engine));
    }
    console.err().print(alone.report());
    return Optional.empty();
  }
}
