package dev.jbpf.diag;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Writes diagnostics as compilers do: the message, the source line, a caret under what is meant,
 * and notes.
 *
 * <pre>
 * drop.s:7:9: error[imm-range]: 0x1ffffffff does not fit in 32 bits
 *     7 |   r1 += 0x1ffffffff
 *       |         ^^^^^^^^^^^
 *   note: `r1 = 0x1ffffffff ll` loads a 64-bit constant
 * </pre>
 */
public final class DiagnosticPrinter {
  /** A longer source line is shown in part, around the place that is meant. */
  private static final int MAX_SHOWN = 120;

  private static final int BEFORE = 40;

  /** Of more messages than this, the first are shown, and how many the others are. */
  public static final int MOST = 1000;

  private DiagnosticPrinter() {}

  /**
   * {@return the text of the first {@link #MOST} of {@code diagnostics}, each line ended, and a
   * last line that counts the others}
   *
   * @param lines gives the source line of a diagnostic
   */
  public static String print(List<Diagnostic> diagnostics, Function<Diagnostic, String> lines) {
    StringBuilder out = new StringBuilder();
    LastLine last = new LastLine("", new int[0]);
    for (Diagnostic diagnostic : diagnostics.subList(0, Math.min(MOST, diagnostics.size()))) {
      String text = lines.apply(diagnostic);
      if (text != last.text) {
        last = new LastLine(text, characters(text));
      }
      append(out, diagnostic, last);
    }
    rest(diagnostics).ifPresent(rest -> out.append(rest).append('\n'));
    return out.toString();
  }

  /** {@return what there is to say of more than {@link #MOST} messages; empty if they are fewer} */
  public static Optional<Diagnostic> rest(List<Diagnostic> diagnostics) {
    if (diagnostics.size() <= MOST) {
      return Optional.empty();
    }
    List<Diagnostic> others = diagnostics.subList(MOST, diagnostics.size());
    boolean hasErrors = others.stream().anyMatch(Diagnostic::isError);
    return Optional.of(
        new Diagnostic(
            hasErrors ? Severity.ERROR : Severity.WARNING,
            DiagnosticCode.TOO_MANY_ERRORS,
            others.size() + " more messages are not shown",
            others.get(0).origin(),
            1,
            List.of()));
  }

  /** Many messages can be about one line, which may be long. */
  private record LastLine(String text, int[] characters) {}

  /** {@return the text of {@code diagnostic} where its source is not at hand, each line ended} */
  public static String print(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder().append(diagnostic).append('\n');
    appendNotes(out, diagnostic);
    return out.toString();
  }

  /**
   * {@return the text of {@code diagnostic}, each line ended}
   *
   * @param lines gives the source line of a number, counted from 1
   */
  public static String print(Diagnostic diagnostic, IntFunction<String> lines) {
    StringBuilder out = new StringBuilder();
    int line =
        diagnostic.origin() instanceof Origin.Source source
            ? source.line()
            : diagnostic.origin() instanceof Origin.Java java ? java.line() : 0;
    String text = line == 0 ? "" : lines.apply(line);
    append(out, diagnostic, new LastLine(text, characters(text)));
    return out.toString();
  }

  private static void append(StringBuilder out, Diagnostic diagnostic, LastLine line) {
    out.append(diagnostic).append('\n');
    if (diagnostic.origin() instanceof Origin.Source source) {
      appendSource(out, source, diagnostic.length(), line.characters());
    } else if (diagnostic.origin() instanceof Origin.Java java) {
      out.append(number(java.line())).append(" | ").append(line.text()).append('\n');
    }
    appendNotes(out, diagnostic);
  }

  private static void appendNotes(StringBuilder out, Diagnostic diagnostic) {
    for (String note : diagnostic.notes()) {
      out.append("  note: ").append(note).append('\n');
    }
  }

  private static void appendSource(
      StringBuilder out, Origin.Source source, int length, int[] line) {
    int at = Math.min(source.column() - 1, line.length);
    int from = line.length <= MAX_SHOWN ? 0 : Math.max(0, at - BEFORE);
    int to = Math.min(line.length, from + MAX_SHOWN);
    String head = from > 0 ? "…" : "";
    String number = number(source.line());
    out.append(number).append(" | ").append(head);
    for (int i = from; i < to; i++) {
      out.appendCodePoint(Character.isISOControl(line[i]) && line[i] != '\t' ? '\uFFFD' : line[i]);
    }
    out.append(to < line.length ? "…" : "").append('\n');
    out.append(" ".repeat(number.length())).append(" | ").append(" ".repeat(head.length()));
    for (int i = from; i < at; i++) {
      out.append(line[i] == '\t' ? "\t" : " ".repeat(Columns.of(line[i])));
    }
    int marked = Columns.of(line, at, Math.min(at + length, to));
    out.append("^".repeat(Math.max(1, marked))).append('\n');
  }

  private static int[] characters(String text) {
    int[] characters = new int[text.codePointCount(0, text.length())];
    int at = 0;
    for (int i = 0; i < characters.length; i++) {
      characters[i] = text.codePointAt(at);
      at += Character.charCount(characters[i]);
    }
    return characters;
  }

  private static String number(int line) {
    String digits = Integer.toString(line);
    return " ".repeat(Math.max(0, 5 - digits.length())) + digits;
  }
}
