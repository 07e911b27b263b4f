package dev.jbpf.classic;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.diag.text.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The labels of a source, and the number of the statement that each stands before. */
final class ClassicLabels {
  private record Binding(int statement, Origin.Source origin) {}

  private final Map<String, Binding> bindings = new LinkedHashMap<>();

  /** {@return the label of a line of {@code tcpdump -d}; no label in a source looks like it} */
  static String ofLine(long number) {
    return "(" + number + ")";
  }

  /** Binds a label; {@return the error if it is bound already} */
  Optional<Diagnostic> bind(String label, int statement, Origin.Source origin, int length) {
    Binding before = bindings.putIfAbsent(label, new Binding(statement, origin));
    return before == null
        ? Optional.empty()
        : Optional.of(
            new Diagnostic(
                Severity.ERROR,
                DiagnosticCode.LABEL_DUPLICATE,
                "'" + label + "' is bound twice",
                origin,
                length,
                List.of("it is bound first at " + before.origin())));
  }

  /** {@return the number of the statement behind the label, if there is such a label} */
  Optional<Integer> find(String label) {
    return Optional.ofNullable(bindings.get(label)).map(Binding::statement);
  }

  /** {@return the error that the label of {@code place} is not there} */
  Diagnostic undefined(ClassicStatement.Place place) {
    return new Diagnostic(
        Severity.ERROR,
        DiagnosticCode.LABEL_UNDEFINED,
        "'" + place.label() + "' is not bound",
        place.origin(),
        place.length(),
        isOfLine(place.label())
            ? List.of()
            : List.of(Suggestions.notes(place.label(), bindings.keySet())));
  }

  private static boolean isOfLine(String label) {
    return label.startsWith("(");
  }
}
