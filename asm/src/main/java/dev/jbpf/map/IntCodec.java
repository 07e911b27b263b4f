package dev.jbpf.map;

import dev.jbpf.map.layout.Layout;
import dev.jbpf.map.layout.U16;
import dev.jbpf.map.layout.U8;
import java.nio.ByteBuffer;

/**
 * Numbers whose every value is an {@code int}.
 *
 * <p>A record and no enum: its components are constants to HotSpot where it itself is one, as in
 * the codec of a record, and the checks of its members are as short as if written for them.
 *
 * @param name what C calls the type, without {@code __}
 * @param size in bytes: 1, 2 or 4
 * @param min the smallest value
 * @param max the largest value
 */
record IntCodec(String name, int size, int min, int max) implements Codec.OfInt {
  static final IntCodec U8 = new IntCodec("u8", 1, 0, 0xff);
  static final IntCodec U16 = new IntCodec("u16", 2, 0, 0xffff);
  static final IntCodec INDEX = new IntCodec("index", 4, 0, Integer.MAX_VALUE);
  static final IntCodec S8 = new IntCodec("s8", 1, Byte.MIN_VALUE, Byte.MAX_VALUE);
  static final IntCodec S16 = new IntCodec("s16", 2, Short.MIN_VALUE, Short.MAX_VALUE);
  static final IntCodec S32 = new IntCodec("s32", 4, Integer.MIN_VALUE, Integer.MAX_VALUE);

  @Override
  public int alignment() {
    return size;
  }

  @Override
  public Layout layout() {
    return new Layout.Number(size, isSigned());
  }

  private boolean isSigned() {
    return min < 0;
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
    return switch (size) {
      case 1 -> isSigned() ? in.get(at) : in.get(at) & 0xff;
      case 2 -> isSigned() ? in.getShort(at) : in.getShort(at) & 0xffff;
      default -> in.getInt(at);
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
