package dev.jbpf.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that grows at its end, in UTF-8. */
final class TextBuffer {
  private static final int LONGEST_NUMBER = 20;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;

  TextBuffer(int expected) {
    bytes = new byte[Math.max(64, expected)];
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  void append(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
  }

  void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  void append(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
  }

  /** Appends a decimal number. */
  void append(long value) {
    reserve(LONGEST_NUMBER);
    if (value < 0) {
      bytes[size++] = '-';
    }
    // Negative numbers reach one further than positive ones.
    long rest = value < 0 ? value : -value;
    int end = size + 1;
    for (long r = rest; r <= -10; r /= 10) {
      end++;
    }
    size = end;
    do {
      bytes[--end] = (byte) ('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  /** Appends a number with its sign, plus included. */
  void appendSigned(long value) {
    if (value >= 0) {
      append('+');
    }
    append(value);
  }

  /** Appends {@code 0x} and at least {@code digits} digits. */
  void appendHex(long value, int digits) {
    int needed = Math.max(digits, (67 - Long.numberOfLeadingZeros(value)) / 4);
    reserve(2 + needed);
    bytes[size++] = '0';
    bytes[size++] = 'x';
    for (int shift = (needed - 1) * 4; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(int) (value >>> shift) & 0xf];
    }
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
