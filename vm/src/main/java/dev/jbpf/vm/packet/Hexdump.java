package dev.jbpf.vm.packet;

import java.util.Arrays;

/** Bytes as people read them: 16 a line, with the offset of the first, and as characters. */
public final class Hexdump {
  private static final int ROW = 16;
  private static final int MOST_ROWS = 32;

  private Hexdump() {}

  /** {@return all of {@code bytes}, of long ones the first 512} */
  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  static String of(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder();
    int rows = 0;
    for (int at = from - from % ROW; at < to; at += ROW) {
      if (rows++ == MOST_ROWS) {
        text.append(String.format("  … %d more bytes%n", to - at));
        break;
      }
      row(text, bytes, at, from, to);
    }
    return text.toString();
  }

  private static void row(StringBuilder text, byte[] bytes, int at, int from, int to) {
    StringBuilder characters = new StringBuilder();
    text.append(String.format("  %04x ", at));
    for (int i = at; i < at + ROW; i++) {
      boolean isIn = i >= from && i < to;
      text.append(i == at + ROW / 2 ? " " : "");
      text.append(isIn ? String.format(" %02x", bytes[i]) : "   ");
      boolean isPlain = isIn && bytes[i] >= ' ' && bytes[i] <= '~';
      characters.append(isIn ? isPlain ? (char) bytes[i] : '.' : ' ');
    }
    text.append("  ").append(characters.toString().stripTrailing()).append('\n');
  }

  /** {@return the rows in which two arrays differ, of the first and the second one by one} */
  static String difference(byte[] expected, byte[] actual, int from) {
    StringBuilder text = new StringBuilder();
    int longest = Math.max(expected.length, actual.length);
    int rows = 0;
    for (int at = from - from % ROW; at < longest && rows < MOST_ROWS / 2; at += ROW) {
      byte[] here =
          Arrays.copyOfRange(
              expected, Math.min(at, expected.length), Math.min(at + ROW, expected.length));
      byte[] there =
          Arrays.copyOfRange(
              actual, Math.min(at, actual.length), Math.min(at + ROW, actual.length));
      if (!Arrays.equals(here, there)) {
        rows++;
        text.append("  expected");
        row(text, expected, at, Math.max(at, from), expected.length);
        text.append("  is      ");
        row(text, actual, at, Math.max(at, from), actual.length);
      }
    }
    return text.toString();
  }
}
