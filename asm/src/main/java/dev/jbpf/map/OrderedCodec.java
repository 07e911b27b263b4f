package dev.jbpf.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Another codec with a byte order of its own, as network headers have. */
record OrderedCodec<T>(Codec<T> codec, ByteOrder byteOrder) implements Codec<T> {
  @Override
  public int size() {
    return codec.size();
  }

  @Override
  public int alignment() {
    return codec.alignment();
  }

  @Override
  public void encode(T value, ByteBuffer out, int at) {
    codec.encode(value, view(out), at);
  }

  @Override
  public T decode(ByteBuffer in, int at) {
    return codec.decode(view(in), at);
  }

  /** A duplicate: the order of a buffer that others read too is not ours to change. */
  private ByteBuffer view(ByteBuffer buffer) {
    return buffer.order() == byteOrder ? buffer : buffer.duplicate().order(byteOrder);
  }

  @Override
  public String toString() {
    return codec + (byteOrder == ByteOrder.BIG_ENDIAN ? "be" : "le");
  }
}
