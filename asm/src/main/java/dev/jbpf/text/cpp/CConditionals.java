package dev.jbpf.text.cpp;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.state.AssemblyState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Parts of pasted C that are read on a condition: {@code #if}, {@code #ifdef} and their kind. A
 * condition whose value is not known here is an error: nothing is read, or passed over, by guess.
 */
final class CConditionals {
  private final Cursor in;
  private final SourceErrors errors;
  private final CConditions conditions;
  private final CLines lines;
  private final Deque<Open> open = new ArrayDeque<>();

  /** A part that has begun, and where. */
  private record Open(int from, int to, boolean hasElse) {}

  CConditionals(AssemblyState state, CDefinitions definitions) {
    this.in = state.in;
    this.errors = state.errors;
    this.conditions = new CConditions(state, definitions);
    this.lines = new CLines(in);
  }

  boolean isOpen() {
    return !open.isEmpty();
  }

  /** Begins a part with the directive {@code name}; reading goes on where a branch is read. */
  void begin(String name, int from, int to) {
    open.push(new Open(from, to, false));
    Optional<Boolean> holds = holds(name, from);
    // Where it is not known, an error has been noted, and all branches are looked at.
    if (holds.isPresent() && !holds.get()) {
      skip(false);
    }
  }

  private Optional<Boolean> holds(String name, int from) {
    String text = lines.rest();
    return switch (name) {
      case "ifdef", "elifdef" -> conditions.isDefined(text, from);
      case "ifndef" -> conditions.isGuard(text) ? Optional.of(true) : not(text, from);
      case "elifndef" -> not(text, from);
      default -> conditions.holds(text, from);
    };
  }

  private Optional<Boolean> not(String text, int from) {
    return conditions.isDefined(text, from).map(isDefined -> !isDefined);
  }

  /** {@code #else} or {@code #elif} behind a branch that was read: the rest is not. */
  void otherwise(int from, int to) {
    if (open.isEmpty()) {
      stray(from, to);
    } else {
      branch(from, to);
      skip(true);
    }
  }

  /** Notes a branch of the part that is open: behind {@code #else} there is none. */
  private void branch(int from, int to) {
    Open last = open.pop();
    String name = in.text(from, to);
    if (last.hasElse) {
      errors.add(
          DiagnosticCode.UNCLOSED,
          from,
          to,
          name + " stands behind the #else of the same #if",
          "an #endif or an #if of its own is missing before it");
    }
    boolean isElse = name.endsWith("else");
    open.push(new Open(last.from, last.to, last.hasElse || isElse));
  }

  /** {@code #endif}. */
  void end(int from, int to) {
    if (open.isEmpty()) {
      stray(from, to);
    } else {
      open.pop();
    }
    in.toLineEnd();
  }

  private void stray(int from, int to) {
    errors.add(
        DiagnosticCode.UNCLOSED, from, to, "there is no #if before this " + in.text(from, to));
    in.toLineEnd();
  }

  /** Says so if something that was begun has no end. */
  void finish() {
    while (!open.isEmpty()) {
      unclosed(open.pop());
    }
  }

  private void unclosed(Open last) {
    String name = in.text(last.from, last.to);
    errors.add(DiagnosticCode.UNCLOSED, last.from, last.to, "this " + name + " has no #endif");
  }

  /** Passes lines up to a branch that is to be read, or behind the end. */
  private void skip(boolean wasRead) {
    boolean isRead = wasRead;
    int depth = 0;
    while (lines.next()) {
      int from = in.at;
      String word = CDirective.at(in);
      int to = in.at;
      switch (word) {
        case "if", "ifdef", "ifndef" -> depth++;
        case "endif" -> {
          if (depth-- == 0) {
            open.pop();
            in.toLineEnd();
            return;
          }
        }
        case "else" -> {
          if (depth == 0) {
            branch(from, to);
          }
          if (depth == 0 && !isRead) {
            in.toLineEnd();
            return;
          }
        }
        case "elif", "elifdef", "elifndef" -> {
          if (depth == 0) {
            branch(from, to);
          }
          if (depth == 0 && !isRead) {
            Optional<Boolean> holds = holds(word, from);
            if (holds.isEmpty() || holds.get()) {
              return;
            }
          }
        }
        default -> in.at = Math.max(to, from);
      }
    }
    in.toLineEnd();
    unclosed(open.pop());
  }
}
