package dev.jbpf.code;

import dev.jbpf.diag.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;

/** Elements that make no program: every reason, each with its place. */
public final class LinkException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /** For these reasons, at least one. */
  public LinkException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(LinkException::text).collect(Collectors.joining("\n")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  private static String text(Diagnostic diagnostic) {
    return diagnostic
        + diagnostic.notes().stream()
            .map(note -> "\n  note: " + note)
            .collect(Collectors.joining());
  }

  /** {@return the reasons, in the order of the program} */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
