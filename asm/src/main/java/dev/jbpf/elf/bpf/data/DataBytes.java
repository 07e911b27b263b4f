package dev.jbpf.elf.bpf.data;

import dev.jbpf.map.Codec;

/** The bytes of a section of variables, wherever they are at present. */
public interface DataBytes extends AutoCloseable {
  /** {@return the value that starts at byte {@code at}} */
  <T> T read(Codec<T> codec, int at);

  /** Changes the value that starts at byte {@code at}. */
  <T> void write(Codec<T> codec, int at, T value);

  @Override
  void close();
}
