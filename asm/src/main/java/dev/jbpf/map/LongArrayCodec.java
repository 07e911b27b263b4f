package dev.jbpf.map;

import dev.jbpf.map.layout.Layout;
import java.nio.ByteBuffer;

/** A C array of signed numbers of 8 bytes. */
record LongArrayCodec(int length) implements Codec<long[]> {
  LongArrayCodec {
    Sizes.requirePositive(length);
  }

  @Override
  public int size() {
    return Math.multiplyExact(length, Long.BYTES);
  }

  @Override
  public int alignment() {
    return Long.BYTES;
  }

  @Override
  public Layout layout() {
    return new Layout.Array(Codec.S64.layout(), length);
  }

  @Override
  public void encode(long[] value, ByteBuffer out, int at) {
    if (value.length != length) {
      throw new IllegalArgumentException(
          "an array of " + value.length + " elements, must have " + length);
    }
    for (int i = 0; i < length; i++) {
      out.putLong(at + i * Long.BYTES, value[i]);
    }
  }

  @Override
  public long[] decode(ByteBuffer in, int at) {
    long[] value = new long[length];
    for (int i = 0; i < length; i++) {
      value[i] = in.getLong(at + i * Long.BYTES);
    }
    return value;
  }
}
