package dev.jbpf.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes, read as 32-bit words of one byte order. */
final class BtfWords {
  static final int BYTES = 4;

  private final byte[] bytes;
  private final ByteOrder order;

  /** All whole words: the first run over a kernel's types is not compiled, and calls are dear. */
  private final int[] words;

  BtfWords(byte[] bytes, ByteOrder order) {
    this.bytes = bytes;
    this.order = order;
    this.words = new int[bytes.length / BYTES];
    ByteBuffer.wrap(bytes).order(order).asIntBuffer().get(words);
  }

  byte[] bytes() {
    return bytes;
  }

  ByteOrder order() {
    return order;
  }

  int at(int offset) {
    return offset % BYTES == 0
        ? words[offset / BYTES]
        : ByteBuffer.wrap(bytes).order(order).getInt(offset);
  }

  long unsigned(int offset) {
    return Integer.toUnsignedLong(at(offset));
  }
}
