package dev.jbpf.diag;

/**
 * How many columns of a terminal characters take: two for those of East Asia and for pictures, none
 * for marks that are put on the character before.
 *
 * <p>Source: the ranges that Unicode's {@code EastAsianWidth.txt} has as wide or fullwidth, without
 * the gaps of a few characters in them.
 */
final class Columns {
  /** The first and the last character of each range, in order. */
  private static final int[] WIDE = {
    0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xa960, 0xa97c, 0xac00, 0xd7a3, 0xf900, 0xfaff,
    0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18cff, 0x1aff0, 0x1b2fb, 0x1f300,
    0x1f64f, 0x1f680, 0x1f6ff, 0x1f900, 0x1f9ff, 0x20000, 0x3fffd
  };

  private Columns() {}

  /** {@return the columns that the characters from {@code from} to before {@code to} take} */
  static int of(int[] characters, int from, int to) {
    int columns = 0;
    for (int i = from; i < to; i++) {
      columns += of(characters[i]);
    }
    return columns;
  }

  /** {@return the columns that the character takes} */
  static int of(int character) {
    if (character < WIDE[0]) {
      return isMark(character) ? 0 : 1;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (character >= WIDE[i] && character <= WIDE[i + 1]) {
        return 2;
      }
    }
    return isMark(character) ? 0 : 1;
  }

  private static boolean isMark(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> false;
    };
  }
}
