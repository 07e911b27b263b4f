package dev.jbpf.text.grammar;

import dev.jbpf.source.Cursor;
import java.nio.charset.StandardCharsets;

/**
 * The fixed words and signs of all dialects. Each has a number: a sign by its bytes, a word by the
 * order of its appearance.
 */
public final class Tokens {
  /** The number of the first word; signs are below. */
  static final int FIRST_WORD = 256;

  private static final int WITH_EQUALS = 128;
  private static final int SHIFT_LEFT = 1;
  private static final int SHIFT_RIGHT = 2;

  private final byte[] letters;
  private final char[] ends;
  private final char[] slots;

  Tokens(FormTreeTable table) {
    letters = table.letters().getBytes(StandardCharsets.ISO_8859_1);
    ends = table.wordEnds().toCharArray();
    slots = table.slots().toCharArray();
  }

  /** {@return the number of the word that stands there, 0 if it is none} */
  public int find(byte[] text, int from, int to, int hash) {
    int mask = slots.length - 1;
    for (int i = slot(hash) & mask; slots[i] != 0; i = i + 1 & mask) {
      if (isWord(slots[i] - 1, text, from, to)) {
        return FIRST_WORD + slots[i] - 1;
      }
    }
    return 0;
  }

  private int startOf(int word) {
    return word == 0 ? 0 : ends[word - 1];
  }

  private boolean isWord(int word, byte[] text, int from, int to) {
    int start = startOf(word);
    if (ends[word] - start != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (letters[start + i - from] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return where a table of slots is searched for a word of that hash, as {@link Cursor#name}}
   */
  static int slot(int hash) {
    int h = hash * 0x9e3779b9;
    return h ^ h >>> 15;
  }

  /** {@return the number of the sign that {@code in} stands before, which is passed over} */
  public static int sign(Cursor in) {
    byte[] text = in.text;
    in.start = in.at;
    int c = text[in.at++];
    int sign = c & 0x7f;
    if ((c == '<' || c == '>') && text[in.at] == c) {
      sign = c == '<' ? SHIFT_LEFT : SHIFT_RIGHT;
      in.at++;
    }
    if (text[in.at] == '=' && isOperator(c)) {
      sign += WITH_EQUALS;
      in.at++;
    }
    return sign;
  }

  private static boolean isOperator(int c) {
    return "+-*/%&|^<>=!".indexOf(c) >= 0;
  }

  /** {@return how the word or sign of that number is written} */
  String text(int number) {
    if (number >= FIRST_WORD) {
      int word = number - FIRST_WORD;
      int start = startOf(word);
      return new String(letters, start, ends[word] - start, StandardCharsets.ISO_8859_1);
    }
    int sign = number % WITH_EQUALS;
    String base =
        sign == SHIFT_LEFT ? "<<" : sign == SHIFT_RIGHT ? ">>" : String.valueOf((char) sign);
    return number >= WITH_EQUALS ? base + "=" : base;
  }
}
