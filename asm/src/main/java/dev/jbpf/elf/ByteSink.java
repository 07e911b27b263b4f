package dev.jbpf.elf;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes that numbers are appended to in one byte order. */
final class ByteSink {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private final ByteOrder order;
  private byte[] bytes;
  private int size;

  ByteSink(ByteOrder order, int capacity) {
    this.order = order;
    this.bytes = new byte[capacity];
  }

  ByteOrder order() {
    return order;
  }

  int size() {
    return size;
  }

  private boolean isLittle() {
    return order == ByteOrder.LITTLE_ENDIAN;
  }

  void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void putShort(int value) {
    ensure(Short.BYTES);
    SHORT.set(bytes, size, isLittle() ? (short) value : Short.reverseBytes((short) value));
    size += Short.BYTES;
  }

  void putInt(int value) {
    ensure(Integer.BYTES);
    setInt(size, value);
    size += Integer.BYTES;
  }

  void putLong(long value) {
    ensure(Long.BYTES);
    setLong(size, value);
    size += Long.BYTES;
  }

  /** The eight bytes with the lowest first, whatever the order is. */
  void putLittle(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  void putBytes(byte[] source, int from, int count) {
    ensure(count);
    System.arraycopy(source, from, bytes, size, count);
    size += count;
  }

  void fill(int count, int value) {
    ensure(count);
    Arrays.fill(bytes, size, size + count, (byte) value);
    size += count;
  }

  void setInt(int at, int value) {
    INT.set(bytes, at, isLittle() ? value : Integer.reverseBytes(value));
  }

  void setLong(int at, long value) {
    LONG.set(bytes, at, isLittle() ? value : Long.reverseBytes(value));
  }

  /** Room for {@code more} bytes. */
  void ensure(int more) {
    if (more > bytes.length - size) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) size + more;
    if (more < 0 || needed > MAX_SIZE) {
      throw new IllegalStateException("more than " + MAX_SIZE + " bytes");
    }
    long capacity = Math.max(needed, size + (size >> 1) + 64L);
    bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_SIZE, capacity));
  }

  /** The array itself, longer than {@link #size()} perhaps. */
  byte[] array() {
    return bytes;
  }

  /** The bytes, without a copy where the array is just as long. */
  byte[] toBytes() {
    return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
  }

  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int b) {
        putByte(b);
      }

      @Override
      public void write(byte[] source, int from, int count) {
        putBytes(source, from, count);
      }
    };
  }
}
