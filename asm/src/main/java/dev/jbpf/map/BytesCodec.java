package dev.jbpf.map;

import java.nio.ByteBuffer;

/** Bytes as they are. */
record BytesCodec(int size) implements Codec<byte[]> {
  BytesCodec {
    Sizes.requirePositive(size);
  }

  @Override
  public int alignment() {
    return 1;
  }

  @Override
  public void encode(byte[] value, ByteBuffer out, int at) {
    if (value.length != size) {
      throw new IllegalArgumentException(
          "a value of " + value.length + " bytes, must be " + size + " bytes");
    }
    out.put(at, value);
  }

  @Override
  public byte[] decode(ByteBuffer in, int at) {
    byte[] value = new byte[size];
    in.get(at, value);
    return value;
  }

  @Override
  public String toString() {
    return "bytes(" + size + ")";
  }
}
