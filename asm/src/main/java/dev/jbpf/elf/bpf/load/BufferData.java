package dev.jbpf.elf.bpf.load;

import dev.jbpf.elf.bpf.data.DataBytes;
import dev.jbpf.map.Codec;
import java.nio.ByteBuffer;

/**
 * Variables in memory of this process.
 *
 * @param bytes the section's content; its byte order is that of the variables
 */
public record BufferData(ByteBuffer bytes) implements DataBytes {
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
