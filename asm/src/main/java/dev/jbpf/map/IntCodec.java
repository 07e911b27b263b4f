package dev.jbpf.map;

import java.nio.ByteBuffer;
import java.util.Locale;

/** Numbers whose every value is an {@code int}. */
enum IntCodec implements Codec.OfInt {
  U8(1, 0, 0xff),
  U16(2, 0, 0xffff),
  INDEX(4, 0, Integer.MAX_VALUE),
  S8(1, Byte.MIN_VALUE, Byte.MAX_VALUE),
  S16(2, Short.MIN_VALUE, Short.MAX_VALUE),
  S32(4, Integer.MIN_VALUE, Integer.MAX_VALUE);

  private final int size;
  private final int min;
  private final int max;

  IntCodec(int size, int min, int max) {
    this.size = size;
    this.min = min;
    this.max = max;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int alignment() {
    return size;
  }

  @Override
  public Layout layout() {
    return new Layout.Number(size, min < 0);
  }

  @Override
  public void encodeInt(int value, ByteBuffer out, int at) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(this + " is " + value + ", must be " + min + " to " + max);
    }
    switch (size) {
      case 1 -> out.put(at, (byte) value);
      case 2 -> out.putShort(at, (short) value);
      default -> out.putInt(at, value);
    }
  }

  @Override
  public int decodeInt(ByteBuffer in, int at) {
    return switch (this) {
      case U8 -> in.get(at) & 0xff;
      case U16 -> in.getShort(at) & 0xffff;
      case S8 -> in.get(at);
      case S16 -> in.getShort(at);
      case INDEX, S32 -> in.getInt(at);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
