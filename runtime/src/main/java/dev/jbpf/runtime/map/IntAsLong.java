package dev.jbpf.runtime.map;

import dev.jbpf.map.Codec;
import java.nio.ByteBuffer;

/** A number of at most 32 bits as a {@code long}. */
record IntAsLong(Codec.OfInt number) implements Codec.OfLong {
  /**
   * {@return {@code codec} for numbers without boxes}
   *
   * @param what of {@code map} it is for
   * @throws IllegalArgumentException if it is for no numbers
   */
  static Codec.OfLong number(KernelMap<?, ?> map, String what, Codec<?> codec) {
    if (codec instanceof Codec.OfLong number) {
      return number;
    }
    if (codec instanceof Codec.OfInt number) {
      return new IntAsLong(number);
    }
    throw new IllegalArgumentException("the " + what + " of " + map + " are no numbers: " + codec);
  }

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
