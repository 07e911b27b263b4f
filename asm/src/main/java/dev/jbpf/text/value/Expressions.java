package dev.jbpf.text.value;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.internal.Exact;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.c.CCalls;
import dev.jbpf.text.c.CExpressions;
import dev.jbpf.text.c.CNumber;
import dev.jbpf.text.c.CType;
import dev.jbpf.text.c.CTypes;
import dev.jbpf.text.c.ContextFields;
import dev.jbpf.text.c.KernelNames;
import dev.jbpf.text.names.ForeignHabits;
import dev.jbpf.text.names.LocalLabels;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import java.math.BigInteger;
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
  private final Symbols symbols;
  private final LocalLabels locals;
  private final SourceErrors errors;

  /** Made when the first value of C's is read: most sources have none. */
  private Optional<CExpressions> ofC = Optional.empty();

  // The value being calculated.
  private long value;
  private boolean huge;
  private int symbol;
  private int minus;
  private int depth;

  /** Whether a number in it is written as one of 64 bits. */
  private boolean isLong;

  public Expressions(AssemblyState state, LocalLabels locals) {
    this.state = state;
    this.in = state.in;
    this.symbols = state.symbols;
    this.locals = locals;
    this.errors = state.errors;
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
    CExpressions c = ofC();
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

  private CExpressions ofC() {
    if (ofC.isEmpty()) {
      ofC = Optional.of(new CExpressions(state));
    }
    return ofC.get();
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
    isLong = false;
    boolean isRead = readAny(into, from);
    if (isRead) {
      into.isLong[into.count - 1] = isLong;
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
    if (!binary(1) || !settleDifference(from)) {
      return false;
    }
    if (isSymbolic() && huge) {
      return fail(
          DiagnosticCode.IMM_RANGE,
          from,
          in.at,
          "what is added does not fit in 64 bits with a sign");
    }
    if (isSymbolic()) {
      into.addSymbol(symbol, minus, value, from, in.at);
    } else {
      into.add(huge ? Operands.HUGE : Operands.NUMBER, value, from, in.at);
    }
    return true;
  }

  private boolean isSymbolic() {
    return symbol != Symbols.NONE || minus != Symbols.NONE;
  }

  /** Two places in one section are a number apart, unless jumps between them still grow. */
  private boolean settleDifference(int from) {
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
      long left = value;
      boolean leftHuge = huge;
      int leftSymbol = symbol;
      int leftMinus = minus;
      if (!binary(operator.precedence + 1)
          || !combine(operator, left, leftHuge, leftSymbol, leftMinus, from)) {
        return false;
      }
    }
  }

  private boolean combine(
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
    if (!huge && !leftHuge && operator.isQuick(left, value)) {
      value = operator.quick(left, value);
      return true;
    }
    try {
      BigInteger exact = operator.exact(Exact.of(left, leftHuge), Exact.of(value, huge));
      huge = Exact.isHuge(exact);
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
      return unary() && negate(c, from);
    }
    if (c == '(') {
      in.at++;
      String type = CTypes.cast(in);
      return type.isEmpty() ? binary(1) && closing(from) : unary() && cast(type, from);
    }
    symbol = Symbols.NONE;
    minus = Symbols.NONE;
    huge = false;
    if (Characters.isDigit(c)) {
      return number(from);
    }
    if (c == '\'') {
      return character(from);
    }
    return Characters.startsName(c) ? name() : expected(from);
  }

  private boolean negate(int operator, int from) {
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
    if (operator == '-' && huge && value != Long.MIN_VALUE) {
      return fail(
          DiagnosticCode.IMM_RANGE, from, in.at, in.text(from, in.at) + " does not fit in 64 bits");
    }
    // The least number's opposite is one of 64 bits without a sign, and back.
    huge = operator == '-' && value == Long.MIN_VALUE && !huge;
    value = operator == '-' ? -value : operator == '~' ? ~value : value == 0 ? 1 : 0;
    return true;
  }

  private boolean closing(int open) {
    if (in.skip() != ')') {
      return fail(DiagnosticCode.BAD_OPERAND, open, open + 1, "nothing closes this parenthesis");
    }
    in.at++;
    return true;
  }

  private boolean number(int from) {
    if (!in.number()) {
      return localLabel(from) || badNumber(from);
    }
    value = in.number;
    huge = in.huge;
    isLong |= in.isLong;
    return true;
  }

  /** {@code 1b} or {@code 1f}, and returns whether it is one; nothing is read if not. */
  private boolean localLabel(int from) {
    int stoppedAt = in.at;
    in.at = from;
    int found = locals.read(in);
    if (found == Symbols.NONE) {
      in.at = stoppedAt;
      return false;
    }
    value = 0;
    symbol = found;
    return true;
  }

  private boolean cast(String type, int from) {
    if (isSymbolic()) {
      return fail(
          DiagnosticCode.BAD_OPERAND, from, in.at, "only a number that is known here can be cast");
    }
    int size = CTypes.size(type).getAsInt();
    take(new CNumber(CType.LONG, value).cast(Math.abs(size) * Byte.SIZE, size < 0));
    return true;
  }

  private void take(CNumber number) {
    value = number.bits();
    huge = number.isHuge();
  }

  /** {@code name(…)}, which C calculates when it compiles. */
  private boolean call(int from) {
    String name = in.text(from, in.at);
    in.at = from;
    CExpressions c = ofC();
    Optional<CNumber> number = c.call();
    number.ifPresent(this::take);
    return number.isPresent() || !c.isSymbolic()
        ? number.isPresent()
        : fail(
            DiagnosticCode.BAD_OPERAND, from, in.at, name + " takes a number that is known here");
  }

  private boolean badNumber(int from) {
    boolean plain = !Characters.isName(in.text[in.at]);
    while (Characters.isName(in.text[in.at])) {
      in.at++;
    }
    return plain && in.at - from > 2
        ? fail(
            DiagnosticCode.IMM_RANGE,
            from,
            in.at,
            in.text(from, in.at) + " does not fit in 64 bits")
        : fail(DiagnosticCode.BAD_NUMBER, from, in.at, in.quote(from, in.at) + " is not a number");
  }

  private boolean character(int from) {
    int c = in.text[from + 1];
    boolean escaped = c == '\\';
    int at = from + (escaped ? 2 : 1);
    c = in.text[at] & 0xff;
    if (c == '\n') {
      return fail(DiagnosticCode.BAD_NUMBER, from, at, "a character is missing behind the quote");
    }
    value = escaped ? Characters.escape(c) : c;
    at++;
    in.at = in.text[at] == '\'' ? at + 1 : at;
    return true;
  }

  private boolean name() {
    in.name();
    if (RegisterNames.of(in) != RegisterNames.NONE) {
      return fail(
          DiagnosticCode.BAD_OPERAND,
          in.start,
          in.at,
          "expected a value, found the register " + in.quote(in.start, in.at),
          ForeignHabits.at(in, errors, in.start).orElse(""));
    }
    value = 0;
    if (in.at - in.start == 1 && in.text[in.start] == '.') {
      symbol = symbols.anonymous();
      symbols.define(symbol, state.sections.current.index, state.sections.current.here(), in.start);
      return true;
    }
    if (in.text[in.at] == '(' && CCalls.isKnown(in.text(in.start, in.at))) {
      return call(in.start);
    }
    if (in.text[in.at] == '[' && ContextFields.index(in)) {
      return field(in.start);
    }
    int named = symbols.intern(in.text, in.start, in.at, in.hash);
    boolean isDeclared = symbols.isDefined(named) || symbols.is(named, Symbols.GLOBAL);
    if (isCapital(in.text[in.start]) && !isDeclared) {
      defineConstant(named);
    }
    if (symbols.isConstant(named)) {
      value = symbols.value(named);
      huge = symbols.is(named, Symbols.HUGE);
    } else {
      symbol = named;
    }
    return true;
  }

  /** {@code skb.cb[1]}. */
  private boolean field(int from) {
    String name = in.text(from, in.at);
    Optional<CNumber> offset = KernelNames.typed(name);
    offset.ifPresent(this::take);
    return offset.isPresent()
        || fail(
            DiagnosticCode.SYMBOL_UNDEFINED,
            from,
            in.at,
            in.quote(from, in.at) + " is no number that is known",
            errors.didYouMean(name, KernelNames.candidates(name)));
  }

  private static boolean isCapital(int c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Names in capitals that the source does not define are the kernel's. */
  private void defineConstant(int named) {
    KernelNames.typed(symbols.name(named))
        .ifPresent(
            number ->
                symbols.defineNumber(named, number.bits(), number.isHuge(), Symbols.BUILT_IN));
  }

  private boolean expected(int from) {
    return fail(
        DiagnosticCode.BAD_OPERAND, from, from + 1, "expected a value, found " + in.found(from));
  }

  private boolean fail(DiagnosticCode code, int from, int to, String message, String... notes) {
    errors.add(code, from, to, message, notes);
    return false;
  }
}
