package dev.jbpf.runtime.object;

import dev.jbpf.map.Codec;

/** The bytes of a section of variables. */
interface DataBytes extends AutoCloseable {
  <T> T read(Codec<T> codec, int at);

  <T> void write(Codec<T> codec, int at, T value);

  @Override
  void close();
}
