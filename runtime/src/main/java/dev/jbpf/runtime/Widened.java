package dev.jbpf.runtime;

import dev.jbpf.map.Codec;
import java.nio.ByteBuffer;

/** A number of at most 32 bits as a {@code long}. */
record Widened(Codec.OfInt number) implements Codec.OfLong {
  @Override
  public int size() {
    return number.size();
  }

  @Override
  public int alignment() {
    return number.alignment();
  }

  @Override
  public void encodeLong(long value, ByteBuffer out, int at) {
    if (value != (int) value) {
      throw new IllegalArgumentException(number + " is " + value + ", has at most 32 bits");
    }
    number.encodeInt((int) value, out, at);
  }

  @Override
  public long decodeLong(ByteBuffer in, int at) {
    return number.decodeInt(in, at);
  }
}
