package dev.jbpf.verifier.explain;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.subject.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Explains findings: at the author's line, with what is wrong, how control comes there, and what
 * helps, in the language that the line is written in.
 *
 * <pre>
 * drop.s:4:3: error[null-check]: r0 may be null here
 *     4 |   r0 = *(u64 *)(r0 + 0)
 *       |                 ^^
 *   note: r0 is from drop.s:3:3 `call bpf_map_lookup_elem`
 *   note: compare with 0 first, and use it where it is not null
 *   note: before it: if r0 == 0 goto out
 * </pre>
 */
public final class Explainer {
  private final KernelModel kernel;
  private final SourceLineText lines;
  private final Optional<Style> style;

  private Explainer(KernelModel kernel, SourceLineText lines, Optional<Style> style) {
    this.kernel = kernel;
    this.lines = lines;
    this.style = style;
  }

  /**
   * {@return an explainer of what a verifier for that kernel finds}
   *
   * @param lines the lines that origins name; an empty one where it is not at hand
   */
  public static Explainer of(KernelVersion version, SourceLineText lines) {
    return new Explainer(KernelModel.of(version), lines, Optional.empty());
  }

  /** {@return the same, for programs that are known to be written so} */
  public Explainer of(Style known) {
    return new Explainer(kernel, lines, Optional.of(known));
  }

  /** {@return what {@code finding} says to the author of {@code subject}} */
  public Diagnostic explain(Subject subject, Finding finding) {
    return explain(subject, finding, Severity.ERROR);
  }

  /** {@return the same, as an error or less} */
  public Diagnostic explain(Subject subject, Finding finding, Severity severity) {
    Lines program = new Lines(subject.program(), lines, style);
    Scene scene = new Scene(subject, finding, kernel);
    Marked marked = Marked.of(program.origin(finding.slot()), program, finding);
    return new Diagnostic(
        severity,
        finding.rule().code(),
        finding.message(),
        marked.origin(),
        marked.length(),
        notes(scene, program));
  }

  /** {@return that as text, with the author's line if it is at hand, each line ended} */
  public String text(Subject subject, Finding finding) {
    return print(explain(subject, finding));
  }

  /** {@return {@code diagnostic} as text, with the author's line if it is at hand} */
  public String print(Diagnostic diagnostic) {
    String line = isPlace(diagnostic.origin()) ? lines.at(diagnostic.origin()) : "";
    return line.isEmpty()
        ? DiagnosticPrinter.print(diagnostic)
        : DiagnosticPrinter.print(diagnostic, number -> line);
  }

  private static boolean isPlace(Origin origin) {
    return !(origin instanceof Origin.Unknown);
  }

  private static List<String> notes(Scene scene, Lines program) {
    List<String> notes = new ArrayList<>();
    if (program.isUnknown(scene.finding().slot())) {
      notes.add("it is " + program.place(scene.finding().slot()));
    }
    Hints.origin(scene, program::place).ifPresent(notes::add);
    Hints.taken(scene, program::place).ifPresent(notes::add);
    Hints.acquired(scene, program::place).ifPresent(notes::add);
    notes.addAll(PathNotes.of(scene.finding(), program));
    Hints.of(scene).ifPresent(notes::add);
    notes.add(Hints.fix(scene));
    FixText.of(scene, program.style(scene.finding().slot())).ifPresent(notes::add);
    return notes;
  }
}
