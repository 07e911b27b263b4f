package dev.jbpf.diag;

import java.util.List;

/**
 * One message about one place.
 *
 * @param severity how bad it is
 * @param code a stable name of its kind, such as {@code imm-range}: a {@link DiagnosticCode}, or
 *     one of those that a module has of its own
 * @param message what is wrong, in one line
 * @param origin where
 * @param length how many characters of the line it is about, at least 1
 * @param notes what helps to fix it, a line each
 */
public record Diagnostic(
    Severity severity, String code, String message, Origin origin, int length, List<String> notes) {

  /** Names can be as long as a file: what is more than this is not read by anybody. */
  private static final int LONGEST = 500;

  /** A message; {@code notes} are copied. Of texts over 500 characters the beginning is kept. */
  public Diagnostic {
    message = shortened(message);
    notes = notes.stream().map(Diagnostic::shortened).toList();
  }

  /** A message of one of the assembler's own kinds. */
  public Diagnostic(
      Severity severity,
      DiagnosticCode code,
      String message,
      Origin origin,
      int length,
      List<String> notes) {
    this(severity, code.toString(), message, origin, length, notes);
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }

  /** {@return an error without notes} */
  public static Diagnostic error(DiagnosticCode code, String message, Origin origin, int length) {
    return new Diagnostic(Severity.ERROR, code, message, origin, length, List.of());
  }

  /** {@return whether it is an error} */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@return the message in one line, with its place in front: {@code a.s:7:9: error[x]: …}} */
  @Override
  public String toString() {
    return origin + ": " + severity + "[" + code + "]: " + message;
  }
}
