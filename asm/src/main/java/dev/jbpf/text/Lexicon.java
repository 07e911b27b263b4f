package dev.jbpf.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fixed words and signs of all dialects. Each has a number: a sign by its bytes, a word by the
 * order of its appearance.
 */
final class Lexicon {
  /** The number of the first word; signs are below. */
  static final int FIRST_WORD = 256;

  private static final int FIRST_SIZE = 64;
  private static final int WITH_EQUALS = 128;
  private static final int SHIFT_LEFT = 1;
  private static final int SHIFT_RIGHT = 2;

  private short[] table = new short[FIRST_SIZE];
  private byte[][] words = new byte[FIRST_SIZE / 2][];
  private int[] hashes = new int[FIRST_SIZE / 2];
  private int count;

  /** {@return the number of the word that {@code text} starts with, a new one if it has none} */
  int intern(String text) {
    int end = 1;
    int hash = text.charAt(0);
    while (end < text.length() && Chars.isName(text.charAt(end))) {
      hash = hash * 31 + text.charAt(end++);
    }
    byte[] word = text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
    return intern(word, 0, end, hash);
  }

  /** {@return the number of the word, a new one if it has none yet} */
  int intern(byte[] text, int from, int to, int hash) {
    int known = find(text, from, to, hash);
    if (known != 0) {
      return known;
    }
    if (count == words.length) {
      grow();
    }
    words[count] = Arrays.copyOfRange(text, from, to);
    hashes[count++] = hash;
    put(hash, count);
    return FIRST_WORD + count - 1;
  }

  private void grow() {
    words = Arrays.copyOf(words, count * 2);
    hashes = Arrays.copyOf(hashes, count * 2);
    table = new short[table.length * 2];
    for (int i = 0; i < count; i++) {
      put(hashes[i], i + 1);
    }
  }

  private void put(int hash, int entry) {
    int mask = table.length - 1;
    int i = slot(hash) & mask;
    while (table[i] != 0) {
      i = i + 1 & mask;
    }
    table[i] = (short) entry;
  }

  /** {@return the number of the word that stands there, 0 if it is none} */
  int find(byte[] text, int from, int to, int hash) {
    int mask = table.length - 1;
    for (int i = slot(hash) & mask; table[i] != 0; i = i + 1 & mask) {
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
    return h ^ h >>> 15;
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

  /** {@return all words} */
  List<String> all() {
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text(FIRST_WORD + i));
    }
    return texts;
  }
}
