package dev.jbpf.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.explain.Explainer;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** What {@code jbpf verify} says of a program. */
final class VerifyReport {
  private final String file;
  private final SourceLineText lines;

  VerifyReport(String file, SourceLineText lines) {
    this.file = file;
    this.lines = lines;
  }

  /** {@return the verdict as lines of text, each ended} */
  String text(String program, Subject subject, KernelVersion kernel, Verdict verdict) {
    String head = file.equals(program) ? file : file + ": " + program;
    String verdictFor = head + ": Linux " + kernel + ": ";
    if (verdict instanceof Verdict.Rejected rejected) {
      Explainer explainer = Explainer.of(kernel, lines);
      Diagnostic diagnostic = explainer.explain(subject, rejected.finding());
      String where =
          diagnostic.origin() instanceof Origin.Unknown
              ? " at slot " + rejected.finding().slot()
              : "";
      return verdictFor + "rejected" + where + "\n" + explainer.print(diagnostic);
    }
    return verdict instanceof Verdict.Undecided undecided
        ? verdictFor + "undecided at slot " + undecided.slot() + ": " + undecided.reason() + "\n"
        : verdictFor + "accepted\n";
  }

  /** {@return what a kernel takes and is surely a mistake, as lines of text} */
  String warnings(KernelVersion kernel, List<Diagnostic> warnings) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic warning : warnings) {
      text.append(Explainer.of(kernel, lines).print(warning));
    }
    return text.toString();
  }

  /** {@return where to say what is missing, where that may be all that is} */
  String missing(Verdict verdict, KernelBtf types) {
    return verdict instanceof Verdict.Undecided && !types.isKnown()
        ? "  note: `--btf FILE` gives the types of that kernel: its /sys/kernel/btf/vmlinux\n"
        : "";
  }

  /** {@return the verdict as one line of JSON} */
  String json(String program, KernelVersion kernel, Verdict verdict) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("file", file);
      json.writeStringField("program", program);
      json.writeStringField("kernel", kernel.toString());
      VerifyJsonLines.write(verdict, json);
      json.writeEndObject();
    }
    return text + "\n";
  }
}
