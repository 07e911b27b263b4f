package dev.jbpf.classic.token;

import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The tokens of a source with one to look at, and what every part of the parser asks of them. */
public final class ClassicTokens {
  private static final long MIN_NUMBER = Integer.MIN_VALUE;
  private static final long MAX_NUMBER = 0xffff_ffffL;

  private final SourceFile source;
  private final Cursor in;
  private ClassicToken token;
  private Optional<ClassicToken> behind = Optional.empty();

  public ClassicTokens(SourceFile source) {
    this.source = source;
    this.in = new Cursor(source);
    this.token = next();
  }

  /** Ends of lines are blanks, as for {@code bpf_asm}. */
  private ClassicToken next() {
    int before = in.at;
    int c = in.skip();
    while (c == ';' || c == '\n' && in.at + 1 < in.end) {
      if (c == ';') {
        in.toLineEnd();
      } else {
        in.at++;
      }
      c = in.skip();
    }
    boolean isFirst = before == 0 || in.text(before, in.at).indexOf('\n') >= 0;
    int start = in.at;
    ClassicToken.Kind kind = kind(c);
    pass(kind);
    return new ClassicToken(kind, in.text(start, in.at), start, isFirst);
  }

  private void pass(ClassicToken.Kind kind) {
    switch (kind) {
      case END -> {}
      case SYMBOL -> {
        in.at++;
        while ((in.text[in.at] & 0xc0) == 0x80) {
          in.at++;
        }
      }
      case WORD, NUMBER -> {
        while (isWord(in.text[in.at])) {
          in.at++;
        }
      }
    }
  }

  private static ClassicToken.Kind kind(int c) {
    if (c == '\n') {
      return ClassicToken.Kind.END;
    } else if (Characters.isDigit(c)) {
      return ClassicToken.Kind.NUMBER;
    }
    return isWord(c) ? ClassicToken.Kind.WORD : ClassicToken.Kind.SYMBOL;
  }

  private static boolean isWord(int c) {
    return c > 0 && Characters.isName(c) && c != '$' && c != '@';
  }

  /** {@return where a comment without an end starts, if there is one; known at the end only} */
  public OptionalInt openComment() {
    return in.openComment < 0 ? OptionalInt.empty() : OptionalInt.of(in.openComment);
  }

  /** {@return the token that is next} */
  public ClassicToken peek() {
    return token;
  }

  /** {@return the next token, which then is behind} */
  public ClassicToken take() {
    ClassicToken taken = token;
    behind = Optional.of(taken);
    token = next();
    return taken;
  }

  public boolean takeIf(String symbol) {
    boolean is = token.is(symbol);
    if (is) {
      take();
    }
    return is;
  }

  public void expect(String symbol) throws SyntaxException {
    if (!takeIf(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  /** {@return whether {@code symbol} stands behind the next token, in the same line} */
  public boolean isBehindNext(char symbol) {
    int ahead = in.at;
    while (in.text[ahead] == ' ' || in.text[ahead] == '	') {
      ahead++;
    }
    return in.text[ahead] == symbol;
  }

  /** Skips the rest of the line that the next token is in. */
  void skipLine() {
    in.toLineEnd();
    take();
  }

  /** Skips to the next line, seen from {@code line}; not at all if that line is behind already. */
  public void skipPast(int line) {
    if (line(token) == line && !token.isEnd()) {
      skipLine();
    }
  }

  /** {@return the line that a token is in} */
  public int line(ClassicToken at) {
    return origin(at).line();
  }

  /** {@return whether a number is next, with a sign or without} */
  public boolean isNumberNext() {
    return token.isNumber() || token.is("-") || token.is("+");
  }

  /**
   * {@return the number that is next, a negative one as its 32 bits unsigned} Decimal, hex {@code
   * 0x}, octal {@code 0}, or binary {@code 0b}.
   */
  public long number() throws SyntaxException {
    ClassicToken start = token;
    boolean negative = takeIf("-");
    if (!negative) {
      takeIf("+");
    }
    if (!token.isNumber()) {
      throw unexpected("a number");
    }
    ClassicToken digits = take();
    long magnitude = magnitude(digits);
    long value = negative ? -magnitude : magnitude;
    if (value < MIN_NUMBER || value > MAX_NUMBER) {
      String text = (negative ? "-" : "") + digits.text();
      int length = digits.end() - start.at();
      throw error(
          DiagnosticCode.IMM_RANGE, text + " does not fit in 32 bits", start, Math.max(1, length));
    }
    return value & MAX_NUMBER;
  }

  /** {@return the decimal number that is next, whatever zeros it starts with} */
  public long lineNumber() throws SyntaxException {
    ClassicToken digits = token;
    if (!digits.isNumber()) {
      throw unexpected("the number of a line");
    }
    take();
    try {
      return Integer.parseInt(digits.text());
    } catch (NumberFormatException e) {
      throw badNumber(digits, 10);
    }
  }

  /** The value of digits of any length, at most {@link Long#MAX_VALUE}. */
  private long magnitude(ClassicToken digits) throws SyntaxException {
    String text = digits.text();
    int radix = radix(text);
    long value = 0;
    for (int i = radix == 16 || radix == 2 ? 2 : 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        throw badNumber(digits, radix);
      }
      value = value > MAX_NUMBER ? value : value * radix + digit;
    }
    if (text.length() == 2 && radix != 8 && radix != 10) {
      throw badNumber(digits, radix);
    }
    return value;
  }

  private static int radix(String text) {
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return 16;
    } else if (text.startsWith("0b") || text.startsWith("0B")) {
      return 2;
    }
    return text.startsWith("0") ? 8 : 10;
  }

  private SyntaxException badNumber(ClassicToken digits, int radix) {
    String kind =
        switch (radix) {
          case 16 -> "hexadecimal";
          case 2 -> "binary";
          case 8 -> "octal";
          default -> "decimal";
        };
    return error(
        DiagnosticCode.BAD_NUMBER,
        digits.quoted() + " is not a number",
        digits,
        digits.text().length(),
        "its first characters say that it is " + kind);
  }

  public Origin.Source origin(ClassicToken at) {
    return source.origin(at.at());
  }

  /** {@return the error that the next token is not what is expected} */
  public SyntaxException unexpected(String expected) {
    if (behind.isPresent() && (token.first() || token.isEnd())) {
      return missing(expected, behind.get());
    }
    return error(
        DiagnosticCode.BAD_OPERAND, "expected " + expected + ", found " + token.quoted(), token);
  }

  /** The error that the line ends where something is expected. */
  private SyntaxException missing(String expected, ClassicToken last) {
    Origin.Source origin = source.origin(last.end());
    String message = "expected " + expected + ", found the end of the line";
    return new SyntaxException(Diagnostic.error(DiagnosticCode.BAD_OPERAND, message, origin, 1));
  }

  public SyntaxException error(
      DiagnosticCode code, String message, ClassicToken at, String... notes) {
    return error(code, message, at, Math.max(1, at.text().length()), notes);
  }

  SyntaxException error(
      DiagnosticCode code, String message, ClassicToken at, int length, String... notes) {
    return new SyntaxException(
        new Diagnostic(Severity.ERROR, code, message, origin(at), length, List.of(notes)));
  }
}
