package dev.jbpf.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fixed words and signs of all dialects. Each has a number: a sign by its bytes, a word by the
 * order of its appearance.
 */
final class Lexicon {
  /** The number of the first word; signs are below. */
  static final int FIRST_WORD = 256;

  private static final int SIZE = 2048;
  private static final int WITH_EQUALS = 128;
  private static final int SHIFT_LEFT = 1;
  private static final int SHIFT_RIGHT = 2;

  private final short[] table = new short[SIZE];
  private byte[][] words = new byte[512][];
  private int count;

  /** {@return the number of the word, a new one if it has none yet} */
  int intern(byte[] text, int from, int to, int hash) {
    int known = find(text, from, to, hash);
    if (known != 0) {
      return known;
    }
    if (count == words.length) {
      words = Arrays.copyOf(words, count * 2);
    }
    words[count++] = Arrays.copyOfRange(text, from, to);
    int i = slot(hash);
    while (table[i] != 0) {
      i = i + 1 & SIZE - 1;
    }
    table[i] = (short) count;
    return FIRST_WORD + count - 1;
  }

  /** {@return the number of the word that stands there, 0 if it is none} */
  int find(byte[] text, int from, int to, int hash) {
    for (int i = slot(hash); table[i] != 0; i = i + 1 & SIZE - 1) {
      if (isSame(words[table[i] - 1], text, from, to)) {
        return FIRST_WORD + table[i] - 1;
      }
    }
    return 0;
  }

  private static boolean isSame(byte[] word, byte[] text, int from, int to) {
    if (word.length != to - from) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (word[i] != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static int slot(int hash) {
    int h = hash * 0x9e3779b9;
    return h >>> 21;
  }

  /** {@return the number of the sign that {@code in} stands before, which is passed over} */
  static int sign(Scanner in) {
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
      return new String(words[number - FIRST_WORD], StandardCharsets.UTF_8);
    }
    int sign = number % WITH_EQUALS;
    String base =
        sign == SHIFT_LEFT ? "<<" : sign == SHIFT_RIGHT ? ">>" : String.valueOf((char) sign);
    return number >= WITH_EQUALS ? base + "=" : base;
  }
}
