package dev.jbpf.runtime.object;

import dev.jbpf.map.Codec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Variables of an object that is not loaded yet. */
record HeapData(ByteBuffer bytes) implements DataBytes {
  static HeapData of(byte[] content, ByteOrder order) {
    return new HeapData(ByteBuffer.wrap(content).order(order));
  }

  @Override
  public <T> T read(Codec<T> codec, int at) {
    return codec.decode(bytes, at);
  }

  @Override
  public <T> void write(Codec<T> codec, int at, T value) {
    codec.encode(value, bytes, at);
  }

  @Override
  public void close() {}
}
