package dev.jbpf.methods.refusal;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A method cannot become a program: by which rule, at which line, and what to write instead. */
public final class RefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final Rule rule;
  private final transient Origin origin;
  private final String what;
  private final String instead;
  private final transient List<String> notes;

  /** What {@code rule} refuses at {@code origin}: {@code what} says which thing it is about. */
  public RefusedException(Rule rule, Origin origin, String what) {
    this(rule, origin, what, List.of());
  }

  /** The same, with notes: where it comes from, and the way that leads there. */
  public RefusedException(Rule rule, Origin origin, String what, List<String> notes) {
    this(rule, origin, what, rule.instead(), notes);
  }

  /** The same, where there is something better to write than what the rule says in general. */
  public RefusedException(
      Rule rule, Origin origin, String what, String instead, List<String> notes) {
    super(
        String.format(
                "%s: error[%s]: %s: %s; instead: %s",
                origin, rule.code(), what, rule.reason(), instead)
            + notes.stream().map(note -> "\n  note: " + note).collect(Collectors.joining()));
    this.rule = rule;
    this.origin = origin;
    this.what = what;
    this.instead = instead;
    this.notes = List.copyOf(notes);
  }

  /** {@return the rule} */
  public Rule rule() {
    return rule;
  }

  /** {@return the line of Java} */
  public Origin origin() {
    return origin;
  }

  /** {@return the error, to be printed with its line} */
  public Diagnostic diagnostic() {
    return new Diagnostic(
        Severity.ERROR,
        rule.code(),
        what + ": " + rule.reason(),
        origin,
        1,
        Stream.concat(Stream.of("instead: " + instead), notes.stream()).toList());
  }
}
