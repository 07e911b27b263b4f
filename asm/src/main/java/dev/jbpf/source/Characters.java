package dev.jbpf.source;

/** What a byte of a source can be part of. */
public final class Characters {
  private static final int NAME_START = 1;
  private static final int NAME = 2;
  private static final int DIGIT = 4;
  private static final int ENDS = 8;

  private static final byte[] KINDS = kinds();

  private Characters() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int c = 0; c < 256; c++) {
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c == '_' || c == '.' || c >= 0x80;
      boolean digit = c >= '0' && c <= '9';
      boolean ends = c == '\n' || c == ';' || c == '#';
      kinds[c] =
          (byte)
              ((letter ? NAME_START | NAME : 0)
                  | (digit ? DIGIT | NAME : 0)
                  | (c == '$' || c == '@' ? NAME : 0)
                  | (ends ? ENDS : 0));
    }
    return kinds;
  }

  /** {@return whether a name starts with it; bytes of letters beyond ASCII do} */
  public static boolean startsName(int c) {
    return (KINDS[c & 0xff] & NAME_START) != 0;
  }

  /** {@return whether a name goes on with it} */
  public static boolean isName(int c) {
    return (KINDS[c & 0xff] & NAME) != 0;
  }

  public static boolean isDigit(int c) {
    return (KINDS[c & 0xff] & DIGIT) != 0;
  }

  /** {@return whether a statement ends there} */
  public static boolean endsStatement(int c) {
    return (KINDS[c & 0xff] & ENDS) != 0;
  }

  public static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == 0x0b;
  }

  /** {@return the value of a digit of any base to 16; 99 for what is none} */
  public static int digit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : 99;
  }

  public static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
  }

  /** {@return the byte that a backslash and {@code c} stand for} */
  public static int escape(int c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '0' -> 0;
      default -> c;
    };
  }
}
