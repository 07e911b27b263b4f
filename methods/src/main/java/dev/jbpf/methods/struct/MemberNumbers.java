package dev.jbpf.methods.struct;

import dev.jbpf.kernel.struct.KernelStruct;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers of 1, 2, 4 or 8 bytes, in the machine's order. */
final class MemberNumbers {
  private MemberNumbers() {}

  /** {@return the number that {@code content} is, the lowest bits of its bytes} */
  static long of(byte[] bytes, KernelStruct.Content content) {
    boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    long value = of(bytes, false);
    if (content instanceof KernelStruct.NetworkNumber && isLittle) {
      return Long.reverseBytes(value) >>> Long.SIZE - bytes.length * Byte.SIZE;
    }
    int above = Long.SIZE - content.bits();
    return isSigned(content) ? value << above >> above : value << above >>> above;
  }

  /** {@return the lowest bytes of {@code number}, as they lie in memory} */
  static byte[] bytes(Number number, KernelStruct.Content content) {
    boolean isBig =
        content instanceof KernelStruct.NetworkNumber
            || ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    byte[] bytes = new byte[content.bytes()];
    for (int i = 0; i < bytes.length; i++) {
      int at = isBig ? bytes.length - 1 - i : i;
      bytes[at] = (byte) (number.longValue() >>> i * Byte.SIZE);
    }
    return bytes;
  }

  private static boolean isSigned(KernelStruct.Content content) {
    return content instanceof KernelStruct.Number number && number.isSigned()
        || content instanceof KernelStruct.BitField field && field.isSigned();
  }

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
