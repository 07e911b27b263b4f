package dev.jbpf.elf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A file's bytes and the numbers in them, read only where there are bytes. */
final class ElfBytes {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
    short value = (short) SHORT.get(bytes, at);
    return (little ? value : Short.reverseBytes(value)) & 0xffff;
  }

  int s32(int at) {
    int value = (int) INT.get(bytes, at);
    return little ? value : Integer.reverseBytes(value);
  }

  long u32(int at) {
    return s32(at) & 0xffff_ffffL;
  }

  long s64(int at) {
    long value = (long) LONG.get(bytes, at);
    return little ? value : Long.reverseBytes(value);
  }

  /** The text from {@code at} to {@code end}. */
  String text(int at, int end) {
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
  }
}
