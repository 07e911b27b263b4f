package dev.jbpf.code;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticPrinter;
import dev.jbpf.diag.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Elements that make no program: every reason, each with its place. */
public final class LinkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /** For these reasons, at least one. */
  public LinkException(List<Diagnostic> diagnostics) {
    this(diagnostics, origin -> Optional.empty());
  }

  /**
   * For these reasons, at least one.
   *
   * @param lines the line at a place, which the message quotes where it is at hand
   */
  public LinkException(List<Diagnostic> diagnostics, Function<Origin, Optional<String>> lines) {
    super(
        diagnostics.stream()
            .map(diagnostic -> text(diagnostic, lines.apply(diagnostic.origin())))
            .collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  private static String text(Diagnostic diagnostic, Optional<String> line) {
    return line.map(text -> DiagnosticPrinter.print(diagnostic, number -> text))
        .orElseGet(() -> DiagnosticPrinter.print(diagnostic))
        .stripTrailing();
  }

  /** {@return the reasons, in the order of the program} */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
