package dev.jbpf.cli;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.cli.console.ProgramFormat;
import dev.jbpf.cli.console.TextAssembler;
import dev.jbpf.code.Program;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfHeaders;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectLinker;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.elf.bpf.describe.FileLines;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import dev.jbpf.verifier.explain.ObjectLines;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the programs of a file that is to be verified. */
final class VerifySource {
  /** A program to verify: its name, or that of its file. */
  sealed interface Named {
    String name();
  }

  /**
   * What can be verified.
   *
   * @param subject what the verifier wants to know; empty if nothing tells the program's type
   * @param lines the lines of its source, as far as they are at hand
   */
  record Linked(String name, Optional<Subject> subject, SourceLineText lines) implements Named {}

  /** What an object has no whole program of, and why. */
  record Unlinkable(String name, String fault) implements Named {}

  private final InputFile source;
  private final Console console;
  private final Optional<ProgramType> type;
  private final KernelBtf types;

  /**
   * {@code type} is that of the programs, whatever their sections say; objects are linked for a
   * kernel of {@code types}.
   */
  VerifySource(InputFile source, Console console, Optional<ProgramType> type, KernelBtf types) {
    this.types = types;
    this.source = source;
    this.console = console;
    this.type = type;
  }

  /** {@return the programs; empty, and messages printed, if the file has errors} */
  Optional<List<Named>> read(ProgramFormat format) {
    try {
      return switch (format) {
        case TEXT -> assemble();
        case ELF -> Optional.of(object(source.bytes()));
        case RAW, HEX -> format.read(source, ByteOrder.LITTLE_ENDIAN, console).map(this::alone);
      };
    } catch (IllegalArgumentException e) {
      console.err().println(source.name() + ": error: " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<Named> alone(Program program) {
    return List.of(
        new Linked(source.name(), type.map(known -> Subject.of(program, known)), origin -> ""));
  }

  private SourceLineText lines(SourceLineText otherwise) {
    FileLines files = new FileLines(otherwise);
    return ElfHeaders.isElf(source.bytes())
        ? files
        : files.with(source.name(), new String(source.bytes(), StandardCharsets.UTF_8));
  }

  /** Sections without maps are programs as they are, with all that is known of their lines. */
  private Optional<List<Named>> assemble() {
    TextAssembler text = new TextAssembler(source, console);
    Assembly alone = text.assemble(AssemblerOptions.Output.PROGRAM);
    boolean hasMaps =
        alone.programs().values().stream().anyMatch(program -> !program.maps().isEmpty());
    if (!alone.hasErrors() && !hasMaps) {
      console.err().print(alone.report());
      return Optional.of(alone.programs().entrySet().stream().map(this::section).toList());
    }
    if (alone.hasErrors() && !TextAssembler.needsObject(alone)) {
      console.err().print(alone.report());
      return Optional.empty();
    }
    Assembly whole = text.assemble(AssemblerOptions.Output.OBJECT);
    console.err().print(whole.report());
    return whole.object().map(elf -> object(elf.toBytes()));
  }

  private Named section(Map.Entry<String, Program> section) {
    Program program = section.getValue();
    Optional<Subject> subject =
        type.map(known -> Subject.of(program, known))
            .or(
                () ->
                    ProgramSection.of(section.getKey()).map(known -> Subjects.of(program, known)));
    return new Linked(section.getKey(), subject, lines(origin -> ""));
  }

  private List<Named> object(byte[] bytes) {
    BpfObjectFile object = BpfObjectFile.read(bytes);
    ObjectLinker linker = object.linker(types.forPrograms());
    return object.programs().stream().map(program -> named(object, program, linker)).toList();
  }

  private Named named(BpfObjectFile object, ObjectProgram program, ObjectLinker linker) {
    LinkedProgram whole;
    try {
      whole = linker.link(program);
    } catch (BpfObjectException e) {
      return new Unlinkable(program.name(), e.getMessage());
    }
    Optional<Subject> subject =
        type.map(known -> asType(object, whole, known))
            .or(() -> program.kind().map(section -> Subjects.of(object, whole, section)))
            .map(known -> mayLackLicense(object) ? known.underGpl(true) : known);
    return new Linked(program.name(), subject, lines(ObjectLines.of(whole)));
  }

  /** Text without a license is tried under the GPL; an object without one is loaded without. */
  private boolean mayLackLicense(BpfObjectFile object) {
    return object.license().isEmpty() && !ElfHeaders.isElf(source.bytes());
  }

  private static Subject asType(BpfObjectFile object, LinkedProgram linked, ProgramType type) {
    Program program = linked.program();
    Subject subject = Subject.of(program, type);
    return Subjects.functions(object, linked)
        .map(subject::withFunctionTypes)
        .orElse(subject)
        .underGpl(object.license().filter(Subjects::isGpl).isPresent())
        .withMaps(Subjects.maps(program, Subjects.shapes(object)));
  }
}
