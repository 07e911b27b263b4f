package dev.jbpf.text.value;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.internal.Exact;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.c.CNumber;
import dev.jbpf.text.c.CType;
import dev.jbpf.text.c.CTypes;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import java.math.BigInteger;

/**
 * A value while it is calculated: a number, to which a symbol may be added and from which one may
 * be taken. One object serves all values of a source, as most are calculated once and kept nowhere.
 */
final class Calculation {
  private final AssemblyState state;
  private final Cursor in;
  private final Symbols symbols;
  private final SourceErrors errors;

  long value;

  /** Whether {@link #value} is one of 64 bits without a sign. */
  boolean isHuge;

  /** What is added, or {@link Symbols#NONE}. */
  int symbol;

  /** What is taken, or {@link Symbols#NONE}. */
  int minus;

  /** Whether a number in it is written as one of 64 bits. */
  boolean isLong;

  Calculation(AssemblyState state) {
    this.state = state;
    this.in = state.in;
    this.symbols = state.symbols;
    this.errors = state.errors;
  }

  /** Begins with zero; {@link #isLong} stays, as it is said of all that a value is made of. */
  void clear() {
    value = 0;
    isHuge = false;
    symbol = Symbols.NONE;
    minus = Symbols.NONE;
  }

  boolean isSymbolic() {
    return symbol != Symbols.NONE || minus != Symbols.NONE;
  }

  /** Two places in one section are a number apart, unless jumps between them still grow. */
  boolean settleDifference(int from) {
    boolean isPair = symbol != Symbols.NONE && minus != Symbols.NONE;
    if (isPair
        && symbols.section(symbol) >= 0
        && symbols.section(symbol) == symbols.section(minus)
        && !state.sections.isCode(symbols.section(symbol))) {
      long distance = symbols.value(symbol) - symbols.value(minus);
      symbol = Symbols.NONE;
      minus = Symbols.NONE;
      return calculate(Operator.PLUS, distance, false, from);
    }
    return true;
  }

  boolean combine(
      Operator operator, long left, boolean leftHuge, int leftSymbol, int leftMinus, int at) {
    if (isSymbolic() || leftSymbol != Symbols.NONE || leftMinus != Symbols.NONE) {
      return combineSymbols(operator, left, leftHuge, leftSymbol, leftMinus, at);
    }
    if ((operator == Operator.DIVIDE || operator == Operator.REST) && value == 0) {
      return fail(DiagnosticCode.BAD_OPERAND, at, at + 1, "division by zero");
    }
    return calculate(operator, left, leftHuge, at);
  }

  /** Puts the result in the place of the right number; nothing of it is lost. */
  private boolean calculate(Operator operator, long left, boolean leftHuge, int at) {
    if (!isHuge && !leftHuge && operator.isQuick(left, value)) {
      value = operator.quick(left, value);
      return true;
    }
    try {
      BigInteger exact = operator.exact(Exact.of(left, leftHuge), Exact.of(value, isHuge));
      isHuge = Exact.isHuge(exact);
      value = exact.longValue();
      return Exact.fits(exact, Long.SIZE)
          || fail(DiagnosticCode.IMM_RANGE, at, at + 1, "the result does not fit in 64 bits");
    } catch (ArithmeticException e) {
      return fail(DiagnosticCode.IMM_RANGE, at, at + 1, e.getMessage() + " is not possible");
    }
  }

  private boolean combineSymbols(
      Operator operator, long left, boolean leftHuge, int leftSymbol, int leftMinus, int at) {
    boolean isDifference = operator == Operator.MINUS;
    int added = isDifference ? minus : symbol;
    int taken = isDifference ? symbol : minus;
    boolean possible =
        (operator == Operator.PLUS || isDifference)
            && (leftSymbol == Symbols.NONE || added == Symbols.NONE)
            && (leftMinus == Symbols.NONE || taken == Symbols.NONE);
    if (!possible) {
      return fail(
          DiagnosticCode.BAD_OPERAND,
          at,
          at + 1,
          operator.compares()
              ? "only numbers that are known here can be compared"
              : "symbols can only be added to and taken from numbers");
    }
    if (!calculate(operator, left, leftHuge, at)) {
      return false;
    }
    symbol = Math.max(leftSymbol, added);
    minus = Math.max(leftMinus, taken);
    return settleDifference(at);
  }

  boolean negate(int operator, int from) {
    if (operator == '+') {
      return true;
    }
    if (isSymbolic()) {
      if (operator == '-') {
        int taken = symbol;
        symbol = minus;
        minus = taken;
        return calculate(Operator.TIMES, -1, false, from);
      }
      return fail(DiagnosticCode.BAD_OPERAND, from, in.at, "a symbol has no complement");
    }
    if (operator == '-' && isHuge && value != Long.MIN_VALUE) {
      return fail(
          DiagnosticCode.IMM_RANGE, from, in.at, in.text(from, in.at) + " does not fit in 64 bits");
    }
    // The least number's opposite is one of 64 bits without a sign, and back.
    isHuge = operator == '-' && value == Long.MIN_VALUE && !isHuge;
    value = operator == '-' ? -value : operator == '~' ? ~value : value == 0 ? 1 : 0;
    return true;
  }

  boolean cast(String type, int from) {
    if (isSymbolic()) {
      return fail(
          DiagnosticCode.BAD_OPERAND, from, in.at, "only a number that is known here can be cast");
    }
    int size = CTypes.size(type).getAsInt();
    take(new CNumber(CType.LONG, value).cast(Math.abs(size) * Byte.SIZE, size < 0));
    return true;
  }

  void take(CNumber number) {
    value = number.bits();
    isHuge = number.isHuge();
  }

  private boolean fail(DiagnosticCode code, int from, int to, String message) {
    errors.add(code, from, to, message);
    return false;
  }
}
