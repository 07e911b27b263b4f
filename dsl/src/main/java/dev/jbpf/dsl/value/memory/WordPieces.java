package dev.jbpf.dsl.value.memory;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of memory that one instruction reads or writes.
 *
 * @param at its first byte
 * @param bytes 1, 2, 4 or 8
 */
record WordPieces(int at, int bytes) {
  /** {@return pieces of {@code size} bytes as large as they are aligned at all {@code offsets}} */
  static List<WordPieces> of(int size, int... offsets) {
    List<WordPieces> all = new ArrayList<>();
    int at = 0;
    while (at < size) {
      int aligned = Long.BYTES;
      for (int offset : offsets) {
        aligned = Integer.lowestOneBit(aligned | offset + at);
      }
      WordPieces next = new WordPieces(at, Math.min(aligned, Integer.highestOneBit(size - at)));
      all.add(next);
      at += next.bytes();
    }
    return all;
  }

  Type.Int type() {
    return Type.Int.of(bytes * Byte.SIZE, false);
  }

  /** {@return what this piece of {@code all} is, as a number of this machine} */
  Value constant(FunctionBuilder f, byte[] all) {
    long number = 0;
    boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    for (int i = 0; i < bytes; i++) {
      int place = isLittle ? at + bytes - 1 - i : at + i;
      number = number << Byte.SIZE | Byte.toUnsignedLong(all[place]);
    }
    return f.constant(type(), number);
  }
}
