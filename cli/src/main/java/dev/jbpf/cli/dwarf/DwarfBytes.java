package dev.jbpf.cli.dwarf;

import java.nio.charset.StandardCharsets;

/** A section that is read from one place on, little-endian; zeros behind its end. */
final class DwarfBytes {
  private static final int LOW = 0x7f;
  private static final int MORE = 0x80;
  private static final int SIGN = 0x40;
  private static final int GROUP = 7;

  private final byte[] bytes;
  private long at;

  DwarfBytes(byte[] bytes, long at) {
    this.bytes = bytes;
    this.at = at;
  }

  long at() {
    return at;
  }

  boolean isAtEnd() {
    return at < 0 || at >= bytes.length;
  }

  int u1() {
    int value = isAtEnd() ? 0 : bytes[(int) at] & 0xff;
    at++;
    return value;
  }

  /** {@return a number of that many bytes} */
  long number(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) u1() << Byte.SIZE * i;
    }
    return value;
  }

  /** {@return a LEB128 number without a sign} */
  long unsigned() {
    return leb128(false);
  }

  /** {@return a LEB128 number with a sign} */
  long signed() {
    return leb128(true);
  }

  private long leb128(boolean isSigned) {
    long value = 0;
    int next;
    int shift = 0;
    do {
      next = u1();
      value |= (long) (next & LOW) << shift;
      shift += GROUP;
    } while ((next & MORE) != 0 && !isAtEnd());
    boolean isNegative = isSigned && shift < Long.SIZE && (next & SIGN) != 0;
    return isNegative ? value | -1L << shift : value;
  }

  String text() {
    long start = at;
    while (!isAtEnd() && bytes[(int) at] != 0) {
      at++;
    }
    at++;
    int from = (int) Math.min(Math.max(start, 0), bytes.length);
    int to = (int) Math.min(Math.max(at - 1, from), bytes.length);
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  byte[] take(long count) {
    int length = (int) Math.max(0, Math.min(count, bytes.length - at));
    byte[] taken = new byte[length];
    if (length > 0) {
      System.arraycopy(bytes, (int) at, taken, 0, length);
    }
    at += count;
    return taken;
  }
}
