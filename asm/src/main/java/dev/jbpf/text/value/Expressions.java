package dev.jbpf.text.value;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.c.CExpressions;
import dev.jbpf.text.c.CNumber;
import dev.jbpf.text.c.CTypes;
import dev.jbpf.text.names.LocalLabels;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import java.util.Optional;

/**
 * Reads values: numbers, characters, symbols, and what can be calculated from them.
 *
 * <p>The operators and their precedence are those of the GNU assembler, which LLVM's follows:
 * {@code * / % << >>} before {@code | & ^}, these before {@code + -}, these before comparisons,
 * which give -1 where they hold, and these before {@code &&} and {@code ||}. Of C, what stands in
 * arrays of macros is understood: {@code offsetof(struct __sk_buff, mark)}, {@code bpf_htons(…)},
 * casts.
 */
public final class Expressions {
  private static final int DEEPEST = 64;

  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final Calculation result;
  private final Terms terms;
  private int depth;

  public Expressions(AssemblyState state, LocalLabels locals) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.result = new Calculation(state);
    this.terms = new Terms(state, locals, result);
  }

  /**
   * Reads a value as C has it: an argument of the kernel's macros.
   *
   * @return whether there is one; an error has been noted if not
   */
  public boolean readOfC(Operands into) {
    int from = skipLines();
    if (isPlainOfC()) {
      into.add(Operands.NUMBER, in.number, from, in.at);
      return true;
    }
    in.at = from;
    CExpressions c = terms.c();
    Optional<CNumber> number = c.read(true);
    if (number.isPresent()) {
      addOfC(into, number.get(), from, in.at);
      return true;
    }
    if (c.isSymbolic()) {
      in.at = from;
      return readAny(into, from);
    }
    return false;
  }

  private int skipLines() {
    int c = in.skip();
    while (in.at + 1 < in.end && (c == '\n' || in.isContinued())) {
      in.at++;
      c = in.skip();
    }
    return in.at;
  }

  /** Reads a number of C's that nothing is calculated of, and returns whether it is one. */
  private boolean isPlainOfC() {
    boolean negative = in.text[in.at] == '-';
    in.at += negative ? 1 : 0;
    int start = in.at;
    if (!Characters.isDigit(in.text[in.at]) || !in.number() || in.huge) {
      return false;
    }
    // A literal with another base or a suffix may have no sign.
    boolean isSigned = in.text[start] != '0' && Characters.isDigit(in.text[in.at - 1]);
    in.number = negative ? -in.number : in.number;
    int next = following();
    return (!negative || isSigned) && (next == ',' || next == ')' || next == '}');
  }

  /** What a signed number of 32 bits becomes when it is extended can be written as all 64 bits. */
  private static void addOfC(Operands into, CNumber number, int from, int to) {
    boolean isHuge = number.isHuge() && number.bits() < Integer.MIN_VALUE;
    into.add(isHuge ? Operands.HUGE : Operands.NUMBER, number.bits(), from, to);
  }

  /**
   * Reads a value.
   *
   * @return whether there is one; an error has been noted if not
   */
  public boolean read(Operands into) {
    int c = in.skip();
    int from = in.at;
    boolean negative = c == '-';
    if (negative || c == '+') {
      in.at++;
      c = in.skip();
    }
    if (Characters.isDigit(c) && in.number() && !isOperator(following())) {
      addNumber(into, negative, from);
      into.isLong[into.count - 1] = in.isLong;
      return true;
    }
    if (c == 'c' && CoreOperands.canStart(in)) {
      Optional<Boolean> read = core(into, from, negative);
      if (read.isPresent()) {
        return read.get();
      }
    }
    in.at = from;
    result.isLong = false;
    boolean isRead = readAny(into, from);
    if (isRead) {
      into.isLong[into.count - 1] = result.isLong;
    }
    return isRead;
  }

  /** Loaders compare what stands there with the types: nothing can be calculated of it. */
  private Optional<Boolean> core(Operands into, int from, boolean negative) {
    Optional<Boolean> read = new CoreOperands(state).read(into, from);
    return read.equals(Optional.of(true)) && (negative || isOperator(following()))
        ? Optional.of(
            fail(
                DiagnosticCode.BAD_OPERAND,
                from,
                in.at,
                "nothing can be added to what a loader fills in"))
        : read;
  }

  /** {@return the byte that follows, after blanks if there are any} */
  private int following() {
    int c = in.text[in.at];
    return Characters.isSpace(c) ? peek() : c;
  }

  /** {@return the byte after blanks, which are not passed} */
  private int peek() {
    int at = in.at;
    int c = in.skip();
    in.at = at;
    return c;
  }

  private static boolean isOperator(int c) {
    return "+-|&^*/%<>=!".indexOf(c) >= 0;
  }

  private void addNumber(Operands into, boolean negative, int from) {
    long number = in.number;
    if (!negative) {
      into.add(in.huge ? Operands.HUGE : Operands.NUMBER, number, from, in.at);
    } else if (in.huge && number != Long.MIN_VALUE) {
      errors.add(
          DiagnosticCode.IMM_RANGE, from, in.at, in.text(from, in.at) + " does not fit in 64 bits");
      into.add(Operands.NUMBER, 0, from, in.at);
    } else {
      into.add(Operands.NUMBER, -number, from, in.at);
    }
  }

  private boolean readAny(Operands into, int from) {
    depth = 0;
    if (!binary(1) || !result.settleDifference(from)) {
      return false;
    }
    if (result.isSymbolic() && result.isHuge) {
      return fail(
          DiagnosticCode.IMM_RANGE,
          from,
          in.at,
          "what is added does not fit in 64 bits with a sign");
    }
    if (result.isSymbolic()) {
      into.addSymbol(result.symbol, result.minus, result.value, from, in.at);
    } else {
      into.add(result.isHuge ? Operands.HUGE : Operands.NUMBER, result.value, from, in.at);
    }
    return true;
  }

  private boolean binary(int lowest) {
    if (!unary()) {
      return false;
    }
    for (; ; ) {
      int before = in.at;
      in.skip();
      int from = in.at;
      Operator operator = Operator.at(in);
      if (operator.precedence < lowest) {
        in.at = before;
        return true;
      }
      in.at += operator.length;
      long left = result.value;
      boolean leftHuge = result.isHuge;
      int leftSymbol = result.symbol;
      int leftMinus = result.minus;
      if (!binary(operator.precedence + 1)
          || !result.combine(operator, left, leftHuge, leftSymbol, leftMinus, from)) {
        return false;
      }
    }
  }

  private boolean unary() {
    int c = in.skip();
    if (depth == DEEPEST) {
      return fail(DiagnosticCode.BAD_OPERAND, in.at, in.at + 1, "a value nested too deeply");
    }
    depth++;
    boolean read = term(c, in.at);
    depth--;
    return read;
  }

  private boolean term(int c, int from) {
    if (c == '-' || c == '+' || c == '~' || c == '!') {
      in.at++;
      return unary() && result.negate(c, from);
    }
    if (c == '(') {
      in.at++;
      String type = CTypes.cast(in);
      return type.isEmpty() ? binary(1) && closing(from) : unary() && result.cast(type, from);
    }
    return terms.read(c, from);
  }

  private boolean closing(int open) {
    if (in.skip() != ')') {
      return fail(DiagnosticCode.BAD_OPERAND, open, open + 1, "nothing closes this parenthesis");
    }
    in.at++;
    return true;
  }

  private boolean fail(DiagnosticCode code, int from, int to, String message, String... notes) {
    errors.add(code, from, to, message, notes);
    return false;
  }
}
