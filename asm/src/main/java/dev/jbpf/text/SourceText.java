package dev.jbpf.text;

import dev.jbpf.diag.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A source file: its bytes, and where the lines are in them. */
final class SourceText {
  private final String name;
  private final byte[] bytes;
  private final int length;
  private volatile int[] lines = {};
  private volatile Found last = new Found(1, 0, 1);

  /** A place that was asked for: the next one is often behind it on the same line. */
  private record Found(int line, int offset, int column) {}

  /** The file {@code name}; {@code bytes} are not copied where they end with a newline. */
  SourceText(String name, byte[] bytes) {
    this.name = name;
    this.length = bytes.length;
    boolean ended = length > 0 && bytes[length - 1] == '\n';
    this.bytes = ended ? bytes : Arrays.copyOf(bytes, length + 1);
    this.bytes[this.bytes.length - 1] = '\n';
  }

  /** {@return the bytes, the last of which is a newline} */
  byte[] bytes() {
    return bytes;
  }

  String name() {
    return name;
  }

  /** {@return the line and the column of the byte at {@code offset}} */
  Origin.Source origin(int offset) {
    int[] starts = lineStarts();
    int found = Arrays.binarySearch(starts, offset);
    int line = found >= 0 ? found + 1 : -found - 1;
    Found before = last;
    boolean near = before.line == line && before.offset <= offset;
    int column =
        near
            ? before.column + characters(before.offset, offset)
            : 1 + characters(starts[line - 1], offset);
    last = new Found(line, offset, column);
    return new Origin.Source(name, line, column);
  }

  /** {@return how many characters of UTF-8 start in that range} */
  int characters(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        count++;
      }
    }
    return count;
  }

  /** {@return the text of the line of that number, without its end; empty beyond the last} */
  String line(int number) {
    int[] starts = lineStarts();
    if (number < 1 || number > starts.length) {
      return "";
    }
    int from = starts[number - 1];
    int to = number < starts.length ? starts[number] - 1 : bytes.length - 1;
    if (to > from && bytes[to - 1] == '\r') {
      to--;
    }
    return text(from, to);
  }

  String text(int from, int to) {
    return new String(bytes, from, Math.max(0, to - from), StandardCharsets.UTF_8);
  }

  private int[] lineStarts() {
    int[] starts = lines;
    if (starts.length == 0) {
      starts = findLines();
      lines = starts;
    }
    return starts;
  }

  private int[] findLines() {
    int count = 1;
    for (int i = 0; i < bytes.length - 1; i++) {
      if (bytes[i] == '\n') {
        count++;
      }
    }
    int[] starts = new int[count];
    int line = 1;
    for (int i = 0; i < bytes.length - 1; i++) {
      if (bytes[i] == '\n') {
        starts[line++] = i + 1;
      }
    }
    return starts;
  }
}
