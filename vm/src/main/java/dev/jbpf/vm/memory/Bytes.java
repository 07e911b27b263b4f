package dev.jbpf.vm.memory;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Little-endian numbers in byte arrays, as registers hold them: loads extend with zeros, stores
 * keep the lower bits. The JVM checks the array's bounds.
 */
public final class Bytes {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

  private Bytes() {}

  /**
   * {@return the index of {@code size} bytes at {@code offset}, negative if they are not inside}
   *
   * <p>The mask tells the JVM that the index is not negative, so that it tests that only once.
   */
  public static int index(byte[] data, long offset, int size) {
    int index = (int) offset & Integer.MAX_VALUE;
    return index == offset && index <= data.length - size ? index : -1;
  }

  /** {@return {@code offset} as an index; one that is in no array if it is too large for that} */
  public static int index(long offset) {
    int index = (int) offset;
    return index == offset ? index : -1;
  }

  /** {@return the byte at {@code index}} */
  public static long load1(byte[] data, int index) {
    return data[index] & 0xffL;
  }

  /**
   * {@return the byte at {@code index}, behind which there is another}
   *
   * <p>HotSpot loads a byte for it, too, but does so where it is needed: what comes from the array
   * as it is, it loads early, and keeps it for long.
   */
  public static long load1of2(byte[] data, int index) {
    return (short) SHORTS.get(data, index) & 0xff;
  }

  /** {@return the two bytes from {@code index}} */
  public static long load2(byte[] data, int index) {
    return (short) SHORTS.get(data, index) & 0xffffL;
  }

  /** {@return the four bytes from {@code index}} */
  public static long load4(byte[] data, int index) {
    return (int) INTS.get(data, index) & 0xffff_ffffL;
  }

  /** {@return the eight bytes from {@code index}} */
  public static long load8(byte[] data, int index) {
    return (long) LONGS.get(data, index);
  }

  /** {@return the 1, 2, 4 or 8 bytes from {@code index}} */
  public static long load(byte[] data, int index, int size) {
    return switch (size) {
      case 1 -> load1(data, index);
      case 2 -> load2(data, index);
      case 4 -> load4(data, index);
      default -> load8(data, index);
    };
  }

  /** Writes the lowest byte of {@code value}. */
  public static void store1(byte[] data, int index, long value) {
    data[index] = (byte) value;
  }

  /** Writes the lower two bytes of {@code value}. */
  public static void store2(byte[] data, int index, long value) {
    SHORTS.set(data, index, (short) value);
  }

  /** Writes the lower four bytes of {@code value}. */
  public static void store4(byte[] data, int index, long value) {
    INTS.set(data, index, (int) value);
  }

  /** Writes {@code value}. */
  public static void store8(byte[] data, int index, long value) {
    LONGS.set(data, index, value);
  }

  /** Writes the lower 1, 2, 4 or 8 bytes of {@code value}. */
  public static void store(byte[] data, int index, int size, long value) {
    switch (size) {
      case 1 -> store1(data, index, value);
      case 2 -> store2(data, index, value);
      case 4 -> store4(data, index, value);
      default -> store8(data, index, value);
    }
  }
}
