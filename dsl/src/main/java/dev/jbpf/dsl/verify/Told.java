package dev.jbpf.dsl.verify;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.explain.Explainer;
import dev.jbpf.verifier.explain.Style;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.subject.Subject;
import java.util.ArrayList;
import java.util.List;

/** What is told of a finding; the lines of Java are not at hand where programs are built. */
record Told(KernelVersion version, Subject subject, Finding finding, Style style) {
  Diagnostic diagnostic() {
    return Explainer.of(version, origin -> "").of(style).explain(subject, finding);
  }

  /** {@return the same, with a note more} */
  Diagnostic with(String note) {
    Diagnostic told = diagnostic();
    List<String> notes = new ArrayList<>(told.notes());
    notes.add(note);
    return new Diagnostic(
        told.severity(), told.code(), told.message(), told.origin(), told.length(), notes);
  }
}
