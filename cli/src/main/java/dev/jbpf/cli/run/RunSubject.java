package dev.jbpf.cli.run;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to run.
 *
 * @param program the instructions
 * @param type what the section's name tells, if it does
 * @param part the object that they are of, with the maps and variables that they find
 */
public record RunSubject(Program program, Optional<ProgramType> type, Optional<Part> part) {

  /** A program of an object. */
  record Part(BpfObjectFile object, ObjectProgram program, Optional<Btf> types) {
    /** What the object's instructions are made for where there is no kernel. */
    CoreTypes typesWithoutKernel() {
      return types.map(CoreTypes::of).orElseGet(CoreTypes::own);
    }

    Program link() {
      return object.linker(typesWithoutKernel()).link(program).program();
    }
  }

  /** {@return what to say of a program that wants a context, where it gets plain memory} */
  public Optional<String> memoryNote() {
    return type.filter(RunSubject::hasContext)
        .map(found -> found.name().toLowerCase(Locale.ROOT))
        .map(
            name ->
                "note: the section says %s; here r1 points to the memory itself: --prog-type %s makes"
                        .formatted(name, name)
                    + " it that type's context, unspec leaves out this note");
  }

  private static boolean hasContext(ProgramType type) {
    return ProgramInput.of(type).context() != ProgramInput.Context.OTHER;
  }

  /** {@return a program that needs nothing beside it} */
  public static RunSubject of(Program program) {
    return in(Optional.empty(), program);
  }

  /** {@return the same, in a section of that name} */
  public static RunSubject of(Program program, String section) {
    return in(ProgramSection.of(section), program);
  }

  private static RunSubject in(Optional<ProgramSection> section, Program program) {
    return new RunSubject(program, section.map(ProgramSection::type), Optional.empty());
  }

  /**
   * {@return a program of {@code object}}
   *
   * @param name which; may be left out where there is only one
   * @param types a kernel's, by which memory is laid out that the program reads
   * @param engine what it is to run on: only the kernel has what programs refer to of a kernel
   * @throws IllegalArgumentException if there is none, it cannot be told which, or the object lacks
   *     what it needs
   */
  public static RunSubject of(
      BpfObjectFile object, Optional<String> name, Optional<Btf> types, EngineName engine) {
    List<ObjectProgram> programs =
        object.programs().stream()
            .filter(program -> name.isEmpty() || program.name().equals(name.get()))
            .toList();
    if (programs.size() != 1) {
      List<String> names = object.programs().stream().map(ObjectProgram::name).toList();
      throw new IllegalArgumentException(
          name.map(wanted -> "there is no program '" + wanted + "'; there are " + names)
              .orElse("--program must say which program to run: there are " + names));
    }
    Part only = new Part(object, programs.get(0), types);
    return new RunSubject(
        engine == EngineName.KERNEL ? withKernel(only) : only.link(),
        only.program().kind().map(ProgramSection::type),
        Optional.of(only));
  }

  /** What needs a kernel is linked for it when it is loaded: here only places are asked for. */
  private static Program withKernel(Part part) {
    try {
      return part.link();
    } catch (IllegalArgumentException e) {
      return Program.of();
    }
  }

  /** {@return the object that the program is of, if it is} */
  public Optional<BpfObjectFile> object() {
    return part.map(Part::object);
  }
}
