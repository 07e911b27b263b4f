package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import java.util.List;
import java.util.Optional;

/** What a source was assembled to, and what there is to say about it. */
public final class Assembly {
  private final SourceText source;
  private final Optional<Program> program;
  private final List<Diagnostic> diagnostics;

  Assembly(SourceText source, Optional<Program> program, List<Diagnostic> diagnostics) {
    this.source = source;
    this.program = program;
    this.diagnostics = diagnostics;
  }

  /** {@return the program; empty if there are errors} */
  public Optional<Program> program() {
    return program;
  }

  /** {@return all messages, in the order of the source} */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** {@return whether a message is an error} */
  public boolean hasErrors() {
    return program.isEmpty();
  }

  /** {@return all messages as text, each with its source line and a caret; empty for none} */
  public String report() {
    StringBuilder out = new StringBuilder();
    LineCache lines = new LineCache(source);
    for (Diagnostic diagnostic : diagnostics) {
      out.append(DiagnosticPrinter.print(diagnostic, lines::text));
    }
    return out.toString();
  }

  /** Many messages are about one line, which may be long. */
  private static final class LineCache {
    private final SourceText source;
    private int number;
    private String text = "";

    LineCache(SourceText source) {
      this.source = source;
    }

    String text(int wanted) {
      if (wanted != number) {
        number = wanted;
        text = source.line(wanted);
      }
      return text;
    }
  }
}
