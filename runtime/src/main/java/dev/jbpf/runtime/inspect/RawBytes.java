package dev.jbpf.runtime.inspect;

import dev.jbpf.map.Codec;
import java.nio.ByteBuffer;

/** Bytes as they are, also none: the keys of queues. */
record RawBytes(int size) implements Codec<byte[]> {
  @Override
  public int alignment() {
    return 1;
  }

  @Override
  public void encode(byte[] value, ByteBuffer out, int at) {
    if (value.length != size) {
      throw new IllegalArgumentException(value.length + " bytes, must be " + size);
    }
    out.put(at, value);
  }

  @Override
  public byte[] decode(ByteBuffer in, int at) {
    byte[] value = new byte[size];
    in.get(at, value);
    return value;
  }
}
