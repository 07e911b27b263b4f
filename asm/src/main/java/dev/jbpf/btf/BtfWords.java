package dev.jbpf.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bytes, read as 32-bit words of one byte order. */
final class BtfWords {
  static final int BYTES = 4;

  private final byte[] bytes;

  /** Not a VarHandle: what is read once, of a kernel, would wait for one to be made. */
  private final ByteBuffer words;

  BtfWords(byte[] bytes, ByteOrder order) {
    this.bytes = bytes;
    this.words = ByteBuffer.wrap(bytes).order(order);
  }

  byte[] bytes() {
    return bytes;
  }

  ByteOrder order() {
    return words.order();
  }

  int at(int offset) {
    return words.getInt(offset);
  }

  long unsigned(int offset) {
    return Integer.toUnsignedLong(at(offset));
  }
}
