package dev.jbpf.text.value;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.c.CCalls;
import dev.jbpf.text.c.CExpressions;
import dev.jbpf.text.c.CNumber;
import dev.jbpf.text.c.ContextFields;
import dev.jbpf.text.c.KernelNames;
import dev.jbpf.text.names.ForeignHabits;
import dev.jbpf.text.names.LocalLabels;
import dev.jbpf.text.names.RegisterNames;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import java.util.Optional;

/** Reads what values are calculated of: numbers, characters, symbols, and calls of C's. */
final class Terms {
  private final AssemblyState state;
  private final Cursor in;
  private final Symbols symbols;
  private final LocalLabels locals;
  private final SourceErrors errors;
  private final Calculation result;

  /** Made when the first value of C's is read: most sources have none. */
  private Optional<CExpressions> ofC = Optional.empty();

  Terms(AssemblyState state, LocalLabels locals, Calculation result) {
    this.state = state;
    this.in = state.in;
    this.symbols = state.symbols;
    this.locals = locals;
    this.errors = state.errors;
    this.result = result;
  }

  CExpressions c() {
    if (ofC.isEmpty()) {
      ofC = Optional.of(new CExpressions(state));
    }
    return ofC.get();
  }

  /**
   * Reads the term that begins with {@code c} into the result.
   *
   * @return whether there is one; an error has been noted if not
   */
  boolean read(int c, int from) {
    result.clear();
    if (Characters.isDigit(c)) {
      return number(from);
    }
    if (c == '\'') {
      return character(from);
    }
    return Characters.startsName(c) ? name() : expected(from);
  }

  private boolean number(int from) {
    if (!in.number()) {
      return localLabel(from) || badNumber(from);
    }
    result.value = in.number;
    result.isHuge = in.huge;
    result.isLong |= in.isLong;
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
    result.symbol = found;
    return true;
  }

  /** {@code name(…)}, which C calculates when it compiles. */
  private boolean call(int from) {
    String name = in.text(from, in.at);
    in.at = from;
    CExpressions c = c();
    Optional<CNumber> number = c.call();
    number.ifPresent(result::take);
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
    result.value = escaped ? Characters.escape(c) : c;
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
    if (in.at - in.start == 1 && in.text[in.start] == '.') {
      result.symbol = symbols.anonymous();
      symbols.define(
          result.symbol, state.sections.current.index, state.sections.current.here(), in.start);
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
      result.value = symbols.value(named);
      result.isHuge = symbols.is(named, Symbols.HUGE);
    } else {
      result.symbol = named;
    }
    return true;
  }

  /** {@code skb.cb[1]}. */
  private boolean field(int from) {
    String name = in.text(from, in.at);
    Optional<CNumber> offset = KernelNames.typed(name);
    offset.ifPresent(result::take);
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
