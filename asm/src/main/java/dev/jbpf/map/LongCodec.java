package dev.jbpf.map;

import dev.jbpf.map.layout.Layout;
import dev.jbpf.map.layout.U32;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Numbers that need a {@code long}. */
enum LongCodec implements Codec.OfLong {
  U32(4),
  U64(8),
  S64(8);

  private static final long U32_MASK = 0xffff_ffffL;

  private final int size;

  LongCodec(int size) {
    this.size = size;
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
    return new Layout.Number(size, this == S64);
  }

  @Override
  public void encodeLong(long value, ByteBuffer out, int at) {
    if (this != U32) {
      out.putLong(at, value);
      return;
    }
    if ((int) (value >>> Integer.SIZE) != 0) {
      throw new IllegalArgumentException("u32 is " + value + ", must be 0 to " + U32_MASK);
    }
    out.putInt(at, (int) value);
  }

  @Override
  public long decodeLong(ByteBuffer in, int at) {
    return this == U32 ? in.getInt(at) & U32_MASK : in.getLong(at);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
