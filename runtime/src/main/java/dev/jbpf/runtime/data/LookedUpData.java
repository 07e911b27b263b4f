package dev.jbpf.runtime.data;

import dev.jbpf.elf.bpf.data.DataBytes;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.map.KernelMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Variables that can be read and written only all at once: those of kernels before 5.5. */
public record LookedUpData(KernelMap<Integer, byte[]> map) implements DataBytes {
  @Override
  public <T> T read(Codec<T> codec, int at) {
    return codec.decode(content(), at);
  }

  @Override
  public <T> void write(Codec<T> codec, int at, T value) {
    ByteBuffer content = content();
    codec.encode(value, content, at);
    map.update(0, content.array());
  }

  private ByteBuffer content() {
    return ByteBuffer.wrap(map.lookup(0).orElseThrow()).order(ByteOrder.nativeOrder());
  }

  /** The map is the object's. */
  @Override
  public void close() {}
}
