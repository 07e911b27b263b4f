package dev.jbpf.dsl.verify;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.kernel.Target;
import dev.jbpf.verifier.explain.Style;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.util.Optional;

/**
 * What a program is made for, as far as it is known.
 *
 * @param target its type, and the oldest kernel
 * @param section where it is attached, if a definition says so
 * @param license its license
 * @param style what it is written in, and advice, too
 */
public record Purpose(
    Target target, Optional<ProgramSection> section, String license, Style style) {
  /** {@return programs for {@code target} under the GPL, to be attached anywhere} */
  public static Purpose of(Target target) {
    return new Purpose(target, Optional.empty(), "GPL", Style.BUILDER);
  }

  /** {@return programs of {@code section}} */
  public static Purpose of(Target target, ProgramSection section, String license, Style style) {
    return new Purpose(target, Optional.of(section), license, style);
  }

  /** {@return what is to be verified; empty if the type is not known} */
  Optional<Subject> subject(Program program) {
    return section
        .map(where -> Subjects.of(program, where))
        .or(() -> target.type().map(type -> Subject.of(program, type)))
        .map(subject -> subject.underGpl(Subjects.isGpl(license)).withFunctionTypes(true));
  }
}
