package dev.jbpf.text.macro;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** Parts of a source that are read on a condition only. */
public final class ConditionalParts {
  private final AssemblyState state;
  private final Predicate<String> isMacro;
  private final Cursor in;
  private final SourceErrors errors;
  private final Expressions expressions;
  private final Deque<Open> open = new ArrayDeque<>();

  /** A part that has begun, where, and whether a branch of it was read. */
  private record Open(int from, int to) {}

  ConditionalParts(AssemblyState state, Expressions expressions, Predicate<String> isMacro) {
    this.state = state;
    this.isMacro = isMacro;
    this.in = state.in;
    this.errors = state.errors;
    this.expressions = expressions;
  }

  /** {@code .if VALUE}: reads what follows if it is not zero. */
  public void begin(int from, int to) {
    open.push(new Open(from, to));
    if (!holds(from, to)) {
      skipBranch(false);
    }
  }

  /** {@code .ifeq VALUE} and its kind, which compare with zero. */
  public void beginCompared(String name, int from, int to) {
    open.push(new Open(from, to));
    Operands value = new Operands();
    if (!expressions.read(value)) {
      skipBranch(false);
      return;
    }
    int sign = value.kinds[0] == Operands.HUGE ? 1 : Long.signum(value.values[0]);
    boolean holds =
        switch (name) {
          case ".ifeq" -> sign == 0;
          case ".ifne" -> sign != 0;
          case ".iflt" -> sign < 0;
          case ".ifle" -> sign <= 0;
          case ".ifgt" -> sign > 0;
          default -> sign >= 0;
        };
    if (value.kinds[0] == Operands.SYMBOL) {
      errors.add(DiagnosticCode.BAD_DIRECTIVE, from, to, "the condition is not known here");
    } else if (!holds) {
      skipBranch(false);
    }
  }

  /** {@code .ifb TEXT}: whether there is nothing; {@code .ifc ONE, OTHER}: whether both are one. */
  public void beginTexts(boolean isPair, boolean wanted, int from, int to) {
    open.push(new Open(from, to));
    in.skip();
    int start = in.at;
    while (!Characters.endsStatement(in.skip())) {
      in.at++;
    }
    String[] texts = in.text(start, in.at).split(",", isPair ? 2 : 1);
    boolean holds = texts[0].isBlank();
    if (isPair && texts.length < 2) {
      errors.add(DiagnosticCode.BAD_DIRECTIVE, from, to, in.text(from, to) + " takes two texts");
    } else if (isPair) {
      holds = texts[0].strip().equals(texts[1].strip());
    }
    if (holds != wanted) {
      skipBranch(false);
    }
  }

  /** {@code .ifdef NAME}. */
  public void beginDefined(boolean wanted, int from, int to) {
    open.push(new Open(from, to));
    in.skip();
    in.name();
    int symbol = state.symbols.intern(in.text, in.start, in.at, in.hash);
    boolean isOfC = isMacro.test(in.text(in.start, in.at));
    if ((isOfC || state.symbols.isDefined(symbol)) != wanted) {
      skipBranch(false);
    }
  }

  private boolean holds(int from, int to) {
    Operands value = new Operands();
    if (!expressions.read(value)) {
      return false;
    }
    boolean known = value.kinds[0] != Operands.SYMBOL;
    if (!known) {
      errors.add(DiagnosticCode.BAD_DIRECTIVE, from, to, "the condition is not known here");
    }
    return known && value.values[0] != 0;
  }

  /** {@code .else} or {@code .elseif} behind a branch that was read: the rest is not. */
  public void otherwise(int from, int to) {
    if (open.isEmpty()) {
      errors.add(
          DiagnosticCode.UNCLOSED, from, to, "there is no .if before this " + in.text(from, to));
    } else {
      skipBranch(true);
    }
  }

  /** {@code .endif}. */
  public void end(int from, int to) {
    if (open.isEmpty()) {
      errors.add(DiagnosticCode.UNCLOSED, from, to, "there is no .if before this .endif");
    } else {
      open.pop();
    }
  }

  /** {@return how many parts are open} */
  int depth() {
    return open.size();
  }

  /** Ends parts until so many are open. */
  void close(int depth) {
    while (open.size() > depth) {
      open.pop();
    }
  }

  /** Says so if something that was begun has no end. */
  public void finish() {
    while (!open.isEmpty()) {
      unclosed(open.pop());
    }
  }

  private void unclosed(Open last) {
    errors.add(DiagnosticCode.UNCLOSED, last.from, last.to, "this .if has no .endif");
  }

  /** Passes lines up to a branch that is to be read, or behind the end. */
  private void skipBranch(boolean wasRead) {
    int depth = 0;
    while (true) {
      in.toLineEnd();
      if (in.at + 1 >= in.end) {
        unclosed(open.pop());
        return;
      }
      in.at++;
      int from = skipBlanks();
      if (in.text[from] != '.') {
        continue;
      }
      in.name();
      String word = in.text(from, in.at);
      if (word.startsWith(".if")) {
        depth++;
      } else if (word.equals(".endif") && depth-- == 0) {
        open.pop();
        return;
      } else if (depth == 0 && !wasRead && word.equals(".else")) {
        return;
      } else if (depth == 0 && !wasRead && word.equals(".elseif") && holds(from, in.at)) {
        return;
      }
    }
  }

  private int skipBlanks() {
    while (Characters.isSpace(in.text[in.at])) {
      in.at++;
    }
    return in.at;
  }
}
