package dev.jbpf.cli.asm;

import dev.jbpf.cli.console.Console;
import dev.jbpf.cli.console.InputFile;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Severity;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.elf.bpf.describe.FileLines;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.text.Assembly;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.explain.Explainer;
import dev.jbpf.verifier.explain.ObjectLines;
import dev.jbpf.verifier.explain.Warnings;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Verifies the programs of an object whose sections say what they are, and prints what is wrong.
 * Not loaded unless somebody asks: assembling alone is to start fast.
 */
final class AsmVerification {
  private static final KernelVersion NEWEST = new KernelVersion(6, 18);

  private final InputFile source;
  private final Console console;
  private final KernelVersion kernel;
  private final Severity severity;

  private AsmVerification(
      InputFile source, Console console, Optional<KernelVersion> kernel, Severity severity) {
    this.source = source;
    this.console = console;
    this.kernel = kernel.orElse(NEWEST);
    this.severity = severity;
  }

  /** {@return whether what the verifier has against {@code assembly} is an error} */
  static boolean refuses(
      InputFile source,
      Assembly assembly,
      Console console,
      Optional<KernelVersion> kernel,
      boolean isStrict) {
    Severity severity = isStrict ? Severity.ERROR : Severity.WARNING;
    AsmVerification verification = new AsmVerification(source, console, kernel, severity);
    return assembly
            .object()
            .map(elf -> !verification.accepts(BpfObjectFile.read(elf.toBytes())))
            .orElse(false)
        && isStrict;
  }

  /** Whether all programs of {@code object} are accepted, or not known. */
  private boolean accepts(BpfObjectFile object) {
    boolean accepts = true;
    for (ObjectProgram program : object.programs()) {
      Optional<ProgramSection> section = program.kind();
      if (section.isPresent()) {
        accepts &= accepts(object, program, section.get());
      }
    }
    return accepts;
  }

  private boolean accepts(BpfObjectFile object, ObjectProgram program, ProgramSection section) {
    LinkedProgram linked;
    try {
      linked = program.link();
    } catch (BpfObjectException open) {
      return true; // Names that another object has are no fault of this one.
    }
    Subject subject = Subjects.of(object, linked, section);
    Subject licensed = object.license().isPresent() ? subject : subject.underGpl(true);
    Warnings warnings = new Warnings(licensed, kernel);
    Verdict verdict = Verifier.of(kernel).verify(licensed, warnings);
    Explainer explainer = Explainer.of(kernel, lines(linked));
    if (verdict instanceof Verdict.Rejected rejected) {
      print(explainer, explainer.explain(licensed, rejected.finding(), severity));
      return false;
    } else if (verdict instanceof Verdict.Accepted) {
      warnings.diagnostics().forEach(warning -> print(explainer, warning));
    }
    return true;
  }

  private void print(Explainer explainer, Diagnostic diagnostic) {
    console.err().print(explainer.print(diagnostic));
  }

  private SourceLineText lines(LinkedProgram linked) {
    String text = new String(source.bytes(), StandardCharsets.UTF_8);
    return new FileLines(ObjectLines.of(linked)).with(source.name(), text);
  }
}
