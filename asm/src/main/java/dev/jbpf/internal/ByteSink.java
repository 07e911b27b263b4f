package dev.jbpf.internal;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing array of bytes that numbers are appended to in one byte order.
 *
 * <p>Without VarHandles, which take as long to make as a small source takes to assemble.
 */
public final class ByteSink {
  private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  private final ByteOrder order;
  private byte[] bytes;
  private int size;

  /** An empty one with room for {@code capacity} bytes. */
  public ByteSink(ByteOrder order, int capacity) {
    this.order = order;
    this.bytes = new byte[capacity];
  }

  /** {@return the byte order of numbers} */
  public ByteOrder order() {
    return order;
  }

  /** {@return how many bytes were appended} */
  public int size() {
    return size;
  }

  private boolean isLittle() {
    return order == ByteOrder.LITTLE_ENDIAN;
  }

  /** Appends the lowest 8 bits of {@code value}. */
  public void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  /** Appends the lowest 16 bits of {@code value}. */
  public void putShort(int value) {
    ensure(Short.BYTES);
    int laid = isLittle() ? value : Short.reverseBytes((short) value);
    bytes[size++] = (byte) laid;
    bytes[size++] = (byte) (laid >> 8);
  }

  /** Appends 32 bits. */
  public void putInt(int value) {
    ensure(Integer.BYTES);
    setInt(size, value);
    size += Integer.BYTES;
  }

  /** Appends 64 bits. */
  public void putLong(long value) {
    ensure(Long.BYTES);
    setLong(size, value);
    size += Long.BYTES;
  }

  /** Appends 64 bits, the lowest byte first whatever the order is. */
  public void putLittle(long value) {
    ensure(Long.BYTES);
    layInt(size, (int) value);
    layInt(size + Integer.BYTES, (int) (value >>> 32));
    size += Long.BYTES;
  }

  /**
   * Appends the first {@code count} of {@code values} as {@link #putLittle(long)} does, at once.
   */
  public void putLittle(long[] values, int count) {
    ensure(Math.multiplyExact(count, Long.BYTES));
    ByteBuffer.wrap(bytes, size, count * Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .put(values, 0, count);
    size += count * Long.BYTES;
  }

  /** Appends {@code count} bytes of {@code source}, from {@code from} on. */
  public void putBytes(byte[] source, int from, int count) {
    ensure(count);
    System.arraycopy(source, from, bytes, size, count);
    size += count;
  }

  /** Appends {@code count} times the byte {@code value}. */
  public void fill(int count, int value) {
    ensure(count);
    Arrays.fill(bytes, size, size + count, (byte) value);
    size += count;
  }

  /** Takes back all but the first {@code count} bytes. */
  public void truncate(int count) {
    size = count;
  }

  /** Replaces 32 bits at {@code at}. */
  public void setInt(int at, int value) {
    layInt(at, isLittle() ? value : Integer.reverseBytes(value));
  }

  private void layInt(int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >> 8);
    bytes[at + 2] = (byte) (value >> 16);
    bytes[at + 3] = (byte) (value >> 24);
  }

  /** Replaces 64 bits at {@code at}. */
  public void setLong(int at, long value) {
    long laid = isLittle() ? value : Long.reverseBytes(value);
    layInt(at, (int) laid);
    layInt(at + Integer.BYTES, (int) (laid >>> 32));
  }

  /**
   * Makes room for {@code more} bytes.
   *
   * @throws IllegalStateException if there would be 2 GiB of them
   */
  public void ensure(int more) {
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

  /** {@return the bytes themselves; the array may be longer than {@link #size()}} */
  public byte[] array() {
    return bytes;
  }

  /** {@return the bytes, without a copy where the array is just as long} */
  public byte[] toBytes() {
    return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
  }

  /** {@return a stream that appends} */
  public OutputStream stream() {
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
