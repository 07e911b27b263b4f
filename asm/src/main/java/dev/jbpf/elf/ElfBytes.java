package dev.jbpf.elf;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A file's bytes and the numbers in them, read only where there are bytes. */
final class ElfBytes {
  private final byte[] bytes;
  private final boolean little;

  ElfBytes(byte[] bytes, ByteOrder order) {
    this.bytes = bytes;
    this.little = order == ByteOrder.LITTLE_ENDIAN;
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
    int value = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    return little ? Short.reverseBytes((short) value) & 0xffff : value;
  }

  int s32(int at) {
    // Byte by byte: what reads more at once takes longer, until the JVM's second compiler has seen
    // it.
    int value =
        bytes[at] << 24
            | (bytes[at + 1] & 0xff) << 16
            | (bytes[at + 2] & 0xff) << 8
            | bytes[at + 3] & 0xff;
    return little ? Integer.reverseBytes(value) : value;
  }

  long u32(int at) {
    return s32(at) & 0xffff_ffffL;
  }

  long s64(int at) {
    long lower = u32(little ? at : at + Integer.BYTES);
    return lower | (long) s32(little ? at + Integer.BYTES : at) << Integer.SIZE;
  }

  /** The text from {@code at} to {@code end}. */
  String text(int at, int end) {
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
  }
}
