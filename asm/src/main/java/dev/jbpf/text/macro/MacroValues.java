package dev.jbpf.text.macro;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.internal.Exact;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the values of macros as they are written. With {@code .altmacro} a value can be {@code
 * %1+1}, which is the number that it gives, or {@code <a, b>}, a text with {@code !} before a
 * character that would end it; blanks separate values, and none is named.
 */
final class MacroValues {
  private static final String OPERATORS = "+-*/|^&=~!";

  private final Cursor in;
  private final SourceErrors errors;
  private final Expressions expressions;
  private boolean isAlternate;

  /** A value that a macro takes, with marks such as {@code :req}, and what stands for none. */
  record Parameter(String name, String marks, String otherwise) {}

  MacroValues(AssemblyState state, Expressions expressions) {
    this.in = state.in;
    this.errors = state.errors;
    this.expressions = expressions;
  }

  /** {@code .altmacro} or {@code .noaltmacro}. */
  void setAlternate(boolean isOn) {
    isAlternate = isOn;
  }

  boolean isAlternate() {
    return isAlternate;
  }

  /** {@return the parameters {@code a, b=1} up to the end of the statement} */
  List<Parameter> parameters() {
    List<Parameter> found = new ArrayList<>();
    while (!Characters.endsStatement(in.skip())) {
      int start = in.at;
      while (!isSeparator() && in.text[in.at] != '=') {
        in.at++;
      }
      String[] marks = in.text(start, in.at).split(":", 2);
      String otherwise = "";
      if (in.skip() == '=') {
        in.at++;
        in.skip();
        otherwise = isAlternate ? alternate() : otherwise();
      }
      in.at += in.skip() == ',' ? 1 : 0;
      if (!marks[0].isEmpty()) {
        found.add(new Parameter(marks[0], marks.length == 2 ? marks[1] : "", otherwise));
      }
    }
    return found;
  }

  private String otherwise() {
    int start = in.at;
    if (in.text[in.at] == '"') {
      in.text();
    }
    while (!isSeparator()) {
      in.at++;
    }
    return Macro.unquoted(in.text(start, in.at));
  }

  private boolean isSeparator() {
    int c = in.text[in.at];
    return c == ',' || Characters.isSpace(c) || Characters.endsStatement(c);
  }

  /**
   * {@return the values up to the end of the statement; the last of {@code most} takes the rest}
   */
  List<String> arguments(int most, boolean takesRest) {
    if (!isAlternate) {
      return separated();
    }
    List<String> found = new ArrayList<>();
    while (!Characters.endsStatement(in.skip())) {
      found.add(takesRest && found.size() == most - 1 ? rest() : alternate());
      if (in.skip() == ',') {
        in.at++;
        if (Characters.endsStatement(in.skip())) {
          found.add("");
        }
      }
    }
    return found;
  }

  private String rest() {
    int start = in.at;
    while (!Characters.endsStatement(in.skip())) {
      in.at++;
    }
    return in.text(start, in.at).strip();
  }

  /** A value where {@code .altmacro} holds. */
  private String alternate() {
    int c = in.text[in.at];
    if (c == '<') {
      return text();
    }
    int start = in.at;
    if (c == '%') {
      in.at++;
      return number(start);
    }
    for (int depth = 0; !endsValue(depth); in.at++) {
      c = in.text[in.at];
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == '"') {
        in.text();
        in.at--;
      }
    }
    return in.text(start, in.at).strip();
  }

  /** At a comma, and at blanks that stand beside no operator. */
  private boolean endsValue(int depth) {
    int c = in.text[in.at];
    if (Characters.endsStatement(c) || depth <= 0 && c == ',') {
      return true;
    }
    if (depth > 0 || !Characters.isSpace(c)) {
      return false;
    }
    int before = in.text[in.at - 1];
    int next = in.skip();
    in.at--;
    boolean isBesideOperator = OPERATORS.indexOf(before) >= 0 || OPERATORS.indexOf(next) >= 0;
    in.at += isBesideOperator ? 0 : 1;
    return !isBesideOperator;
  }

  private String text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int depth = 1;
    for (in.at++; in.text[in.at] != '\n'; in.at++) {
      int c = in.text[in.at];
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (depth == 0) {
        in.at++;
        break;
      }
      if (c == '!' && in.text[in.at + 1] != '\n') {
        in.at++;
      }
      text.write(in.text[in.at]);
    }
    return text.toString(StandardCharsets.UTF_8).strip();
  }

  private String number(int from) {
    Operands value = new Operands();
    if (!expressions.read(value)) {
      return "";
    }
    if (value.kinds[0] == Operands.SYMBOL) {
      errors.add(
          DiagnosticCode.BAD_MACRO, from, in.at, "what follows a % is a number that is known here");
    }
    return Exact.of(value.values[0], value.kinds[0] == Operands.HUGE).toString();
  }

  /** Values are separated by commas outside of brackets and quotes. */
  private List<String> separated() {
    List<String> found = new ArrayList<>();
    int depth = 0;
    in.skip();
    int start = in.at;
    for (int c; !Characters.endsStatement(c = in.skip()); ) {
      if (c == '"') {
        in.text();
        continue;
      }
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == ',' && depth == 0) {
        found.add(in.text(start, in.at).strip());
        start = in.at + 1;
      }
      in.at++;
    }
    String last = in.text(start, in.at).strip();
    if (!last.isEmpty() || !found.isEmpty()) {
      found.add(last);
    }
    return found;
  }
}
