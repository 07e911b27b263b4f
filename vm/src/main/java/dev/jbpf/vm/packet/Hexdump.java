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
  static String difference(String first, byte[] here, String second, byte[] there, int from) {
    StringBuilder text = new StringBuilder();
    int width = Math.max(first.length(), second.length());
    int longest = Math.max(here.length, there.length);
    int rows = 0;
    for (int at = from - from % ROW; at < longest && rows < MOST_ROWS / 2; at += ROW) {
      if (!Arrays.equals(rowOf(here, at), rowOf(there, at))) {
        rows++;
        text.append("  ").append(first).append(" ".repeat(width - first.length()));
        row(text, here, at, Math.max(at, from), here.length);
        text.append("  ").append(second).append(" ".repeat(width - second.length()));
        row(text, there, at, Math.max(at, from), there.length);
      }
    }
    return text.toString();
  }

  private static byte[] rowOf(byte[] bytes, int at) {
    return Arrays.copyOfRange(bytes, Math.min(at, bytes.length), Math.min(at + ROW, bytes.length));
  }
}
