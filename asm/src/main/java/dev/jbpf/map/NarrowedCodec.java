package dev.jbpf.map;

import java.nio.ByteBuffer;
import java.util.function.Function;

/** A codec for another Java type that holds the same values. */
record NarrowedCodec<T, W>(Codec<W> wide, Function<W, T> narrow, Function<T, W> widen)
    implements Codec<T> {
  @Override
  public int size() {
    return wide.size();
  }

  @Override
  public int alignment() {
    return wide.alignment();
  }

  @Override
  public void encode(T value, ByteBuffer out, int at) {
    wide.encode(widen.apply(value), out, at);
  }

  @Override
  public T decode(ByteBuffer in, int at) {
    return narrow.apply(wide.decode(in, at));
  }
}
