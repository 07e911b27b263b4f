package dev.jbpf.methods.struct;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers of 1, 2, 4 or 8 bytes, in the machine's order. */
final class MemberNumbers {
  private MemberNumbers() {}

  static long of(byte[] bytes, boolean isSigned) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    long value =
        switch (bytes.length) {
          case 1 -> in.get();
          case 2 -> in.getShort();
          case 4 -> in.getInt();
          default -> in.getLong();
        };
    int above = Long.SIZE - bytes.length * Byte.SIZE;
    return isSigned ? value : value << above >>> above;
  }
}
