package dev.jbpf.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the tokens of a source one after the other. The text ends with a newline, and no token
 * contains one: nothing here looks past it.
 */
public final class Cursor {
  private static final int LONGEST = 40;
  private static final long MAX_TENTH = Long.divideUnsigned(-1L, 10);

  public byte[] text;

  /** Where the text that is being read ends. */
  public int end;

  /** Where reading goes on. */
  public int at;

  /** Where the last name or number starts; it ends where reading goes on. */
  public int start;

  /** The last name's hash. */
  public int hash;

  /** The last number. */
  public long number;

  /** Whether the last number, as a signed one, would need more than 64 bits. */
  public boolean huge;

  /** Whether the last number has C's suffix for one of 64 bits: {@code 5ll}. */
  public boolean isLong;

  /** Whether a quote closes the last text. */
  public boolean isClosed;

  /** Where a comment starts that nothing ends; -1 for none. */
  public int openComment = -1;

  public Cursor(byte[] text, int end) {
    this.text = text;
    this.end = end;
  }

  public Cursor(SourceFile source) {
    this(source.bytes(), source.size());
  }

  /** {@return one for a text of its own} */
  public static Cursor of(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return new Cursor(bytes, bytes.length);
  }

  /** Passes blanks and comments, and returns the byte after them. */
  public int skip() {
    for (; ; at++) {
      int c = text[at];
      if (c > ' ' && c != '/' || c == '\n') {
        return c;
      }
      if (c == '/') {
        if (!comment()) {
          return c;
        }
      } else if (!Characters.isSpace(c)) {
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
  public boolean isContinued() {
    if (text[at] != '\\') {
      return false;
    }
    int newline = text[at + 1] == '\r' ? at + 2 : at + 1;
    return newline < end - 1 && text[newline] == '\n';
  }

  /** Goes to the newline that ends the line. */
  public void toLineEnd() {
    while (text[at] != '\n') {
      at++;
    }
  }

  /** Reads a name, which may have any character in front, such as a percent sign. */
  public void name() {
    int i = at;
    start = i;
    int h = text[i];
    if (h != '\n') {
      i++;
    }
    while (Characters.isName(text[i])) {
      h = h * 31 + text[i++];
    }
    hash = h;
    at = i;
  }

  /**
   * Reads a number: decimal, {@code 0x}, {@code 0b}, {@code 0o}, or octal behind a zero; C's
   * suffixes are passed over.
   *
   * @return whether it is one, of at most 64 bits; a name or number may follow at once if not
   */
  public boolean number() {
    start = at;
    int base = base();
    long value = 0;
    boolean fits = true;
    int digits = at;
    for (int d; (d = Characters.digit(text[at])) < base; at++) {
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
    return fits && any && !Characters.isName(text[at]);
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
  public byte[] text() {
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

  public int escaped() {
    int c = text[at++];
    if (c >= '0' && c <= '7') {
      int value = c - '0';
      for (int i = 0; i < 2 && text[at] >= '0' && text[at] <= '7'; i++) {
        value = value * 8 + text[at++] - '0';
      }
      return value;
    }
    if (c == 'x' && Characters.digit(text[at]) < 16) {
      int value = 0;
      while (Characters.digit(text[at]) < 16) {
        value = value * 16 + Characters.digit(text[at++]);
      }
      return value;
    }
    return Characters.escape(c);
  }

  /** {@return that part of the text} */
  public String text(int from, int to) {
    return new String(text, from, Math.max(0, to - from), StandardCharsets.UTF_8);
  }

  /** {@return whether that text is the next} */
  public boolean startsWith(String text) {
    return text(at, Math.min(end, at + text.length())).equals(text);
  }

  /** {@return that part of the text in quotes, shortened if it is long} */
  public String quote(int from, int to) {
    return to - from > LONGEST
        ? "'" + text(from, from + LONGEST) + "…'"
        : "'" + text(from, to) + "'";
  }

  /** {@return what stands at that place: a token in quotes, or the end of the line} */
  public String found(int from) {
    return Characters.endsStatement(text[from]) && text[from] != ';'
        ? "the end of the line"
        : quote(from, endOfToken(from));
  }

  /** {@return where the token ends that starts at {@code from}} */
  public int endOfToken(int from) {
    int to = from + 1;
    boolean isName = Characters.isName(text[from]) || text[from] == '%';
    while (isName && Characters.isName(text[to])) {
      to++;
    }
    return Characters.endsStatement(text[from]) ? from : to;
  }

  /** {@return {@code a, b or c}} */
  public static String orList(List<String> choices) {
    int last = choices.size() - 1;
    return last <= 0
        ? String.join("", choices)
        : String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
  }
}
