package dev.jbpf.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A file's bytes and the numbers in them, read only where there are bytes. */
final class ElfBytes {
  private final byte[] bytes;
  private final ByteBuffer numbers;

  ElfBytes(byte[] bytes, ByteOrder order) {
    this.bytes = bytes;
    this.numbers = ByteBuffer.wrap(bytes).order(order);
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  /** {@return whether the file has {@code count} bytes at {@code at}, both taken as signed} */
  boolean has(long at, long count) {
    return at >= 0 && count >= 0 && at <= bytes.length && count <= bytes.length - at;
  }

  int u8(int at) {
    return bytes[at] & 0xff;
  }

  int u16(int at) {
    return numbers.getShort(at) & 0xffff;
  }

  int s32(int at) {
    return numbers.getInt(at);
  }

  long u32(int at) {
    return s32(at) & 0xffff_ffffL;
  }

  long s64(int at) {
    return numbers.getLong(at);
  }

  /** The text from {@code at} to {@code end}. */
  String text(int at, int end) {
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
  }
}
