package dev.jbpf.cli.load;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.OpenProgram;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.explain.Explainer;
import dev.jbpf.verifier.explain.FileLines;
import dev.jbpf.verifier.explain.KernelWords;
import dev.jbpf.verifier.explain.ObjectLines;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import dev.jbpf.verifier.types.KernelBtf;
import java.util.Optional;

/**
 * What there is to say beside a kernel's refusal: what this project's verifier has against the same
 * program; or else the rule that the kernel's words are about.
 */
public final class LoadExplanation {
  private final OpenObject object;
  private final KernelVersion kernel;
  private final KernelBtf types = KernelBtf.ofRunningKernel();

  private LoadExplanation(OpenObject object, KernelVersion kernel) {
    this.object = object;
    this.kernel = kernel;
  }

  /** {@return text for the user, each line ended; empty if nothing more is known} */
  public static String of(OpenObject object, VerifierException refusal) {
    KernelVersion running = KernelVersion.parse(System.getProperty("os.version", "6.18"));
    return new LoadExplanation(object, running).found().or(() -> words(refusal)).orElse("");
  }

  private Optional<String> found() {
    BpfObjectFile contents = object.contents();
    return object.programs().stream()
        .filter(OpenProgram::isLoaded)
        .flatMap(program -> contents.program(program.name()).stream())
        .flatMap(program -> found(contents, program).stream())
        .findFirst();
  }

  private Optional<String> found(BpfObjectFile contents, ObjectProgram program) {
    try {
      LinkedProgram linked = contents.linker(types.forPrograms()).link(program);
      return program.kind().flatMap(section -> found(contents, linked, section));
    } catch (BpfObjectException notLinked) {
      return Optional.empty();
    }
  }

  private Optional<String> found(
      BpfObjectFile contents, LinkedProgram linked, ProgramSection section) {
    // A license that only the command line names is one of the GPL, or the kernel's words tell.
    Subject subject =
        Subjects.of(contents, linked, section)
            .underGpl(contents.license().map(Subjects::isGpl).orElse(true));
    return Verifier.of(kernel).with(types).verify(subject) instanceof Verdict.Rejected rejected
        ? Optional.of(
            "explained:\n"
                + Explainer.of(kernel, new FileLines(ObjectLines.of(linked)))
                    .text(subject, rejected.finding()))
        : Optional.empty();
  }

  private static Optional<String> words(VerifierException refusal) {
    return KernelWords.rule(refusal.diagnostic().message()).map(LoadExplanation::words);
  }

  private static String words(Rule rule) {
    return "  note: the rule is "
        + rule.code()
        + ": "
        + rule.sentence()
        + "\n  note: "
        + rule.fix()
        + "\n";
  }
}
