package dev.jbpf.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the tokens of a source one after the other. The text ends with a newline, and no token
 * contains one: nothing here looks past it.
 */
final class Scanner {
  /** What {@link #register} gives for a name that is none. */
  static final int NO_REGISTER = -1;

  /** What {@link #register} gives for {@code r11}, {@code w99} and their kind. */
  static final int BAD_REGISTER = -2;

  /** Set in what {@link #register} gives for the lower half of a register. */
  static final int HALF = 16;

  private static final byte[] MACRO_REGISTER = "BPF_REG_".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST = 40;
  private static final long MAX_TENTH = Long.divideUnsigned(-1L, 10);

  byte[] text;

  /** Where the text that is being read ends. */
  int end;

  /** Where reading goes on. */
  int at;

  /** Where the last name or number starts; it ends where reading goes on. */
  int start;

  /** The last name's hash. */
  int hash;

  /** The last number. */
  long number;

  /** Whether the last number, as a signed one, would need more than 64 bits. */
  boolean huge;

  /** Whether the last number has C's suffix for one of 64 bits: {@code 5ll}. */
  boolean isLong;

  /** Whether a quote closes the last text. */
  boolean isClosed;

  /** Where a comment starts that nothing ends; -1 for none. */
  int openComment = -1;

  Scanner(byte[] text, int end) {
    this.text = text;
    this.end = end;
  }

  Scanner(SourceText source) {
    this(source.bytes(), source.size());
  }

  /** {@return one for a text of its own} */
  static Scanner of(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return new Scanner(bytes, bytes.length);
  }

  /** Passes blanks and comments. {@return the byte after them} */
  int skip() {
    for (; ; at++) {
      int c = text[at];
      if (c > ' ' && c != '/' || c == '\n') {
        return c;
      }
      if (c == '/') {
        if (!comment()) {
          return c;
        }
      } else if (!Chars.isSpace(c)) {
        return c;
      }
    }
  }

  /** Passes a comment, up to its last byte or to the newline behind it. */
  private boolean comment() {
    int next = text[at + 1];
    if (next == '/') {
      toLineEnd();
      at--;
      return true;
    }
    return next == '*' && blockComment();
  }

  private boolean blockComment() {
    for (int i = at + 2; i < end - 1; i++) {
      if (text[i] == '*' && text[i + 1] == '/') {
        at = i + 1;
        return true;
      }
    }
    openComment = at;
    at = end - 2;
    return true;
  }

  /** {@return whether a backslash stands here at the end of a line, by which C joins lines} */
  boolean isContinued() {
    if (text[at] != '\\') {
      return false;
    }
    int newline = text[at + 1] == '\r' ? at + 2 : at + 1;
    return newline < end - 1 && text[newline] == '\n';
  }

  /** Goes to the newline that ends the line. */
  void toLineEnd() {
    while (text[at] != '\n') {
      at++;
    }
  }

  /** Reads a name, which may have any character in front, such as a percent sign. */
  void name() {
    int i = at;
    start = i;
    int h = text[i];
    if (h != '\n') {
      i++;
    }
    while (Chars.isName(text[i])) {
      h = h * 31 + text[i++];
    }
    hash = h;
    at = i;
  }

  /**
   * {@return the number of the register that the last name is, with {@link #HALF} for a lower half;
   * {@link #NO_REGISTER} or {@link #BAD_REGISTER}}
   */
  int register() {
    int i = start;
    if (text[i] == '%') {
      i++;
    }
    int kind = text[i] | 0x20;
    int length = at - i;
    if (length == 2 && kind == 'f') {
      return (text[i + 1] | 0x20) == 'p' ? 10 : NO_REGISTER;
    }
    if (kind == 'b' && length > MACRO_REGISTER.length) {
      return macroRegister(i + MACRO_REGISTER.length);
    }
    if (kind != 'r' && kind != 'w' || length < 2 || !Chars.isDigit(text[i + 1])) {
      return text[start] == '%' ? BAD_REGISTER : NO_REGISTER;
    }
    int number = text[i + 1] - '0';
    if (length == 3 && number == 1 && text[i + 2] == '0') {
      number = 10;
    } else if (length > 2) {
      return isDigits(i + 2, at) ? BAD_REGISTER : NO_REGISTER;
    }
    return kind == 'w' ? number | HALF : number;
  }

  /** {@code BPF_REG_1} and the kernel's other names. */
  private int macroRegister(int from) {
    if (!Arrays.equals(
        text, from - MACRO_REGISTER.length, from, MACRO_REGISTER, 0, MACRO_REGISTER.length)) {
      return NO_REGISTER;
    }
    if (isDigits(from, at)) {
      int number = at - from > 2 ? Integer.MAX_VALUE : Integer.parseInt(text(from, at));
      return number <= 10 ? number : BAD_REGISTER;
    }
    return switch (text(from, at)) {
      case "A" -> 0;
      case "ARG1" -> 1;
      case "ARG2" -> 2;
      case "ARG3" -> 3;
      case "ARG4" -> 4;
      case "ARG5" -> 5;
      case "CTX" -> 6;
      case "X" -> 7;
      case "FP" -> 10;
      default -> BAD_REGISTER;
    };
  }

  private boolean isDigits(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isDigit(text[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads a number: decimal, {@code 0x}, {@code 0b}, {@code 0o}, or octal behind a zero; C's
   * suffixes are passed over.
   *
   * @return whether it is one, of at most 64 bits; a name or number may follow at once if not
   */
  boolean number() {
    start = at;
    int base = base();
    long value = 0;
    boolean fits = true;
    int digits = at;
    for (int d; (d = Chars.digit(text[at])) < base; at++) {
      fits &= roomFor(value, base);
      value = value * base + d;
      fits &= base != 10 || Long.compareUnsigned(value, d) >= 0;
    }
    boolean any = at > digits || base == 8;
    int suffix = 0;
    while ((text[at] | 0x20) == 'u' || (text[at] | 0x20) == 'l') {
      suffix += (text[at] | 0x20) == 'l' ? 1 : 0;
      at++;
    }
    isLong = suffix > 1;
    number = value;
    huge = value < 0;
    return fits && any && !Chars.isName(text[at]);
  }

  private int base() {
    if (text[at] != '0') {
      return 10;
    }
    int mark = text[at + 1] | 0x20;
    int base = mark == 'x' ? 16 : mark == 'b' ? 2 : mark == 'o' ? 8 : 0;
    at += base == 0 ? 1 : 2;
    return base == 0 ? 8 : base;
  }

  private static boolean roomFor(long value, int base) {
    return base == 10
        ? Long.compareUnsigned(value, MAX_TENTH) <= 0
        : value >>> 64 - Integer.numberOfTrailingZeros(base) == 0;
  }

  /**
   * Reads a text in double quotes, with backslashes as in C.
   *
   * @return its bytes; up to the end of the line if nothing closes it
   */
  byte[] text() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    at++;
    while (text[at] != '"' && text[at] != '\n') {
      int c = text[at++];
      if (c == '\\' && text[at] != '\n') {
        out.write(escaped());
      } else {
        out.write(c);
      }
    }
    isClosed = text[at] == '"';
    at += isClosed ? 1 : 0;
    return out.toByteArray();
  }

  int escaped() {
    int c = text[at++];
    if (c >= '0' && c <= '7') {
      int value = c - '0';
      for (int i = 0; i < 2 && text[at] >= '0' && text[at] <= '7'; i++) {
        value = value * 8 + text[at++] - '0';
      }
      return value;
    }
    if (c == 'x' && Chars.digit(text[at]) < 16) {
      int value = 0;
      while (Chars.digit(text[at]) < 16) {
        value = value * 16 + Chars.digit(text[at++]);
      }
      return value;
    }
    return Chars.escape(c);
  }

  /**
   * Passes the index behind the name of a field that was read, {@code skb.cb[1]}, if there is one.
   *
   * @return whether there is
   */
  boolean index() {
    int i = at;
    if (text[i] != '[' || !Chars.isDigit(text[i + 1])) {
      return false;
    }
    i++;
    while (Chars.isDigit(text[i])) {
      i++;
    }
    boolean isIndex = text[i] == ']';
    at = isIndex ? i + 1 : at;
    return isIndex;
  }

  /** {@return that part of the text} */
  String text(int from, int to) {
    return new String(text, from, Math.max(0, to - from), StandardCharsets.UTF_8);
  }

  /** {@return whether that text is the next} */
  boolean startsWith(String text) {
    return text(at, Math.min(end, at + text.length())).equals(text);
  }

  /** {@return that part of the text in quotes, shortened if it is long} */
  String quote(int from, int to) {
    return to - from > LONGEST
        ? "'" + text(from, from + LONGEST) + "…'"
        : "'" + text(from, to) + "'";
  }

  /** {@return what stands at that place: a token in quotes, or the end of the line} */
  String found(int from) {
    return Chars.endsStatement(text[from]) && text[from] != ';'
        ? "the end of the line"
        : quote(from, endOfToken(from));
  }

  /** {@return where the token ends that starts at {@code from}} */
  int endOfToken(int from) {
    int to = from + 1;
    boolean isName = Chars.isName(text[from]) || text[from] == '%';
    while (isName && Chars.isName(text[to])) {
      to++;
    }
    return Chars.endsStatement(text[from]) ? from : to;
  }

  /** {@return {@code a, b or c}} */
  static String orList(List<String> choices) {
    int last = choices.size() - 1;
    return last <= 0
        ? String.join("", choices)
        : String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
  }
}
