package dev.jbpf.text.c;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.internal.Exact;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.state.AssemblyState;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Calculates as a C compiler does: with C's precedence, its types and their conversions. What
 * stands in the kernel's macros, in arrays of structures and behind {@code #if} means that.
 *
 * <p>Where C leaves the result open, such as an {@code int} that overflows, there is an error.
 */
public final class CExpressions {
  private static final int DEEPEST = 64;

  private final Cursor in;
  private final SourceErrors errors;
  private final CNames names;
  private final CCalls calls;
  private int depth;
  private boolean isOverLines;
  private boolean isCondition;
  private String unknownName = "";

  /** How many operands that do not count are around: the other branch of a choice. */
  private int unused;

  /** Whether a name was met that is no number, but may be a place. */
  private boolean isSymbolic;

  public CExpressions(AssemblyState state) {
    this.in = state.in;
    this.errors = state.errors;
    this.names = new CNames(state);
    this.calls = new CCalls(state, this);
  }

  /**
   * Reads a value.
   *
   * @param overLines whether it goes on behind the end of a line
   * @return it; empty if there is none, with an error noted unless {@link #isSymbolic()}
   */
  public Optional<CNumber> read(boolean overLines) {
    isOverLines = overLines;
    depth = 0;
    unused = 0;
    isSymbolic = false;
    return choice();
  }

  /**
   * Reads what stands behind {@code #if}, where all numbers have 64 bits, as {@link #read} does.
   */
  public Optional<CNumber> readCondition() {
    isCondition = true;
    return read(false);
  }

  /** {@return the last name that is no number} */
  public String unknownName() {
    return unknownName;
  }

  /** Reads a call of what {@link CCalls} knows, as {@link #read} does. */
  public Optional<CNumber> call() {
    isOverLines = false;
    depth = 0;
    unused = 0;
    isSymbolic = false;
    return name();
  }

  /** {@return whether the last value has a name in it that is no number} */
  public boolean isSymbolic() {
    return isSymbolic;
  }

  /** {@code CONDITION ? VALUE : OTHER}. */
  Optional<CNumber> choice() {
    Optional<CNumber> condition = binary(1);
    if (condition.isEmpty() || skip() != '?') {
      return condition;
    }
    in.at++;
    boolean isFirst = condition.get().isTrue();
    Optional<CNumber> first = operand(isFirst);
    if (first.isEmpty()) {
      return first;
    }
    if (skip() != ':') {
      return fail(
          DiagnosticCode.BAD_OPERAND, in.at, in.at + 1, "expected ':' behind the value for '?'");
    }
    in.at++;
    Optional<CNumber> other = operand(!isFirst);
    return other.map(
        last -> (isFirst ? first.get() : last).to(first.get().type().with(last.type())));
  }

  /**
   * Passes blanks, and the ends of lines where a value goes on behind them. {@return what follows}
   */
  int skip() {
    int c = in.skip();
    while (isOverLines && in.at + 1 < in.end && (c == '\n' || in.isContinued())) {
      in.at += c == '\n' ? 1 : in.text[in.at + 1] == '\n' ? 2 : 3;
      c = in.skip();
    }
    return c;
  }

  private Optional<CNumber> operand(boolean counts) {
    unused += counts ? 0 : 1;
    Optional<CNumber> value = nested(true);
    unused -= counts ? 0 : 1;
    return value;
  }

  private Optional<CNumber> nested(boolean isChoice) {
    if (depth == DEEPEST) {
      return fail(DiagnosticCode.BAD_OPERAND, in.at, in.at + 1, "a value nested too deeply");
    }
    depth++;
    Optional<CNumber> value = isChoice ? choice() : unary();
    depth--;
    return value;
  }

  private Optional<CNumber> binary(int lowest) {
    Optional<CNumber> left = nested(false);
    while (left.isPresent()) {
      int before = in.at;
      skip();
      int from = in.at;
      COperator operator = COperator.at(in);
      if (operator == COperator.NONE || operator.precedence < lowest) {
        in.at = before;
        return left;
      }
      in.at += operator.text.length();
      boolean isSettled =
          operator == COperator.AND_ALSO && !left.get().isTrue()
              || operator == COperator.OR_ELSE && left.get().isTrue();
      unused += isSettled ? 1 : 0;
      Optional<CNumber> right = binary(operator.precedence + 1);
      unused -= isSettled ? 1 : 0;
      left = right.isEmpty() ? right : apply(operator, left.get(), right.get(), from);
    }
    return left;
  }

  private Optional<CNumber> apply(COperator operator, CNumber left, CNumber right, int at) {
    boolean isDivision = operator == COperator.DIVIDE || operator == COperator.REST;
    if (isDivision && right.bits() == 0 && unused == 0) {
      return fail(DiagnosticCode.BAD_OPERAND, at, at + 1, "division by zero");
    }
    try {
      return Optional.of(left.apply(operator, right));
    } catch (ArithmeticException e) {
      return unused > 0
          ? Optional.of(left)
          : fail(DiagnosticCode.IMM_RANGE, at, at + operator.text.length(), e.getMessage());
    }
  }

  private Optional<CNumber> unary() {
    int c = skip();
    int from = in.at;
    if (c == '-' || c == '+' || c == '~' || c == '!') {
      in.at++;
      return nested(false).flatMap(value -> sign(c, value, from));
    }
    if (c == '(') {
      in.at++;
      return parenthesis(from);
    }
    if (Characters.isDigit(c)) {
      return literal();
    }
    if (c == '\'') {
      return new CCharacter(in, errors).read();
    }
    if (Characters.startsName(c)) {
      return name();
    }
    return fail(
        DiagnosticCode.BAD_OPERAND, from, from + 1, "expected a value, found " + in.found(from));
  }

  private Optional<CNumber> sign(int operator, CNumber value, int from) {
    try {
      return Optional.of(
          switch (operator) {
            case '-' -> value.negate();
            case '~' -> value.complement();
            case '!' -> CNumber.of(!value.isTrue());
            default -> value;
          });
    } catch (ArithmeticException e) {
      return unused > 0
          ? Optional.of(value)
          : fail(DiagnosticCode.IMM_RANGE, from, in.at, e.getMessage());
    }
  }

  /** A cast, or a value in parentheses. */
  private Optional<CNumber> parenthesis(int from) {
    String type = CTypes.cast(in);
    if (!type.isEmpty()) {
      int size = CTypes.size(type).getAsInt();
      return nested(false).map(value -> value.cast(Math.abs(size) * Byte.SIZE, size < 0));
    }
    Optional<CNumber> value = nested(true);
    return value.isPresent() && !closes(from) ? Optional.empty() : value;
  }

  /**
   * {@return whether a parenthesis closes here, which is passed; an error has been noted if not}
   */
  boolean closes(int open) {
    if (skip() == ')') {
      in.at++;
      return true;
    }
    fail(DiagnosticCode.BAD_OPERAND, open, open + 1, "nothing closes this parenthesis");
    return false;
  }

  private Optional<CNumber> literal() {
    int from = in.at;
    if (!in.number()) {
      while (Characters.isName(in.text[in.at])) {
        in.at++;
      }
      return fail(
          DiagnosticCode.BAD_NUMBER,
          from,
          in.at,
          in.quote(from, in.at) + " is not a number of at most 64 bits");
    }
    boolean isUnsigned = false;
    boolean isLong = false;
    for (int at = in.at - 1; at > from && Characters.lower(in.text[at]) >= 'l'; at--) {
      isUnsigned |= Characters.lower(in.text[at]) == 'u';
      isLong |= Characters.lower(in.text[at]) == 'l';
    }
    BigInteger number = Exact.unsigned(in.number);
    boolean isDecimal = in.text[from] != '0';
    CType type = CType.ofLiteral(number, isDecimal, isUnsigned, isLong || isCondition);
    return Optional.of(widened(type.of(number)));
  }

  private CNumber widened(CNumber number) {
    return isCondition ? number.cast(Long.SIZE, number.type().isSigned) : number;
  }

  private Optional<CNumber> name() {
    in.name();
    int from = in.start;
    int to = in.at;
    String name = in.text(from, to);
    if (RegisterNames.of(in) != RegisterNames.NONE) {
      return fail(
          DiagnosticCode.BAD_OPERAND,
          from,
          to,
          "expected a value, found the register " + in.quote(from, to));
    }
    if (skip() == '(' && CCalls.isKnown(name)) {
      in.at++;
      return calls.read(name, from);
    }
    if (CCalls.isKnown(name) && name.equals("sizeof")) {
      return fail(DiagnosticCode.BAD_OPERAND, from, to, "sizeof takes a type in parentheses");
    }
    in.at = to;
    Optional<CNumber> known = names.find(ContextFields.index(in) ? in.text(from, in.at) : name);
    if (known.isEmpty()) {
      isSymbolic = true;
      unknownName = name;
    }
    return known.map(this::widened);
  }

  /** Notes an error, and returns nothing. */
  Optional<CNumber> fail(DiagnosticCode code, int from, int to, String message, String... notes) {
    errors.add(code, from, to, message, notes);
    return Optional.empty();
  }
}
