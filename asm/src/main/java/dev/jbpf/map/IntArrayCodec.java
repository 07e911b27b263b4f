package dev.jbpf.map;

import dev.jbpf.map.layout.Layout;
import java.nio.ByteBuffer;

/** A C array of signed numbers of 4 bytes. */
record IntArrayCodec(int length) implements Codec<int[]> {
  IntArrayCodec {
    Sizes.requirePositive(length);
  }

  @Override
  public int size() {
    return Math.multiplyExact(length, Integer.BYTES);
  }

  @Override
  public int alignment() {
    return Integer.BYTES;
  }

  @Override
  public Layout layout() {
    return new Layout.Array(Codec.S32.layout(), length);
  }

  @Override
  public void encode(int[] value, ByteBuffer out, int at) {
    if (value.length != length) {
      throw new IllegalArgumentException(
          "an array of " + value.length + " elements, must have " + length);
    }
    for (int i = 0; i < length; i++) {
      out.putInt(at + i * Integer.BYTES, value[i]);
    }
  }

  @Override
  public int[] decode(ByteBuffer in, int at) {
    int[] value = new int[length];
    for (int i = 0; i < length; i++) {
      value[i] = in.getInt(at + i * Integer.BYTES);
    }
    return value;
  }
}
