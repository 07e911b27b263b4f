package dev.jbpf.text.print;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that grows at its end, in UTF-8: kept, or passed on to a stream piece by piece. */
public final class TextBuffer {
  private static final int PIECE = 1 << 16;
  private static final int LONGEST_NUMBER = 20;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream target;
  private final boolean passesOn;
  private byte[] bytes;
  private int size;

  /** One that keeps a text of about {@code expected} bytes. */
  public TextBuffer(int expected) {
    target = OutputStream.nullOutputStream();
    bytes = new byte[Math.max(64, expected)];
    passesOn = false;
  }

  /** One that writes its text to {@code target}, the last of it when it is flushed. */
  public TextBuffer(OutputStream target) {
    this.target = target;
    bytes = new byte[PIECE];
    passesOn = true;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      makeRoom(more);
    }
  }

  private void makeRoom(int more) {
    if (passesOn) {
      flush();
    }
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  /**
   * Writes what has not been passed on yet; nothing for a text that is kept.
   *
   * @throws UncheckedIOException if the stream cannot be written
   */
  public void flush() {
    if (!passesOn) {
      return;
    }
    try {
      target.write(bytes, 0, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    size = 0;
  }

  public void append(byte[] text) {
    int length = text.length;
    reserve(length);
    System.arraycopy(text, 0, bytes, size, length);
    size += length;
  }

  public void append(String text) {
    int length = text.length();
    reserve(length);
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        append(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[at++] = (byte) c;
    }
    size = at;
  }

  public void append(char c) {
    reserve(1);
    bytes[size++] = (byte) c;
  }

  /** Appends a decimal number. */
  public void append(long value) {
    if (value == (int) value && value != Integer.MIN_VALUE) {
      append((int) value);
    } else {
      append(Long.toString(value));
    }
  }

  /** Appends a decimal number above {@link Integer#MIN_VALUE}. */
  private void append(int value) {
    reserve(LONGEST_NUMBER);
    byte[] to = bytes;
    int at = size;
    int rest = value;
    if (rest < 0) {
      to[at++] = '-';
      rest = -rest;
    }
    int end = at + digits(rest);
    size = end;
    while (rest >= 10) {
      int tens = (int) (rest * 0xcccccccdL >>> 35); // rest / 10: compilers that start fast divide
      to[--end] = (byte) ('0' + rest - tens * 10);
      rest = tens;
    }
    to[--end] = (byte) ('0' + rest);
  }

  private static int digits(int value) {
    int digits = 1;
    for (long power = 10; value >= power; power *= 10) {
      digits++;
    }
    return digits;
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

  public void clear() {
    size = 0;
  }

  /** {@return the text that is kept} */
  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
