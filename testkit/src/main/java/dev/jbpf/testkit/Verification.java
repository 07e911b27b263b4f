package dev.jbpf.testkit;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.testkit.world.ObjectPart;
import dev.jbpf.testkit.world.RunInput;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.explain.Explainer;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** What a kernel would say of a program, asked of this project's verifier. */
record Verification(Subject subject, Kernel kernel) {
  static Verification of(Program program, RunInput input, Kernel kernel) {
    Subject subject =
        input
            .object()
            .map(part -> subject(part, program, input, kernel.types()))
            .orElseGet(() -> subject(program, input, Subjects.shapes(input.maps())));
    return new Verification(subject, kernel);
  }

  private static Subject subject(
      ObjectPart part, Program program, RunInput input, KernelBtf types) {
    BpfObjectFile file = part.file();
    return file.program(part.program())
        .flatMap(
            o ->
                o.kind()
                    .filter(input.kind()::equals)
                    .map(
                        section ->
                            Subjects.of(file, file.linker(types.forPrograms()).link(o), section)))
        .orElseGet(() -> subject(program, input, Subjects.shapes(file)));
  }

  private static Subject subject(Program program, RunInput input, Map<String, MapShape> shapes) {
    return Subjects.of(program, input.kind()).withMaps(Subjects.maps(program, shapes));
  }

  /**
   * {@return the verdict}
   *
   * @throws TestAbortedException if there is none: the test is skipped, with the reason
   */
  Verdict verdict() {
    Verdict verdict = Verifier.of(kernel.version()).with(kernel.types()).verify(subject);
    if (verdict instanceof Verdict.Undecided undecided) {
      throw new TestAbortedException(
          "whether " + kernel + " accepts it is not known: " + undecided.reason());
    }
    return verdict;
  }

  String explain(Finding finding) {
    return Explainer.of(kernel.version(), origin -> "").text(subject, finding);
  }
}
