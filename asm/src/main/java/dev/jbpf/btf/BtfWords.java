package dev.jbpf.btf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes, read as 32-bit words of one byte order. */
record BtfWords(byte[] bytes, ByteOrder order) {
  static final int BYTES = 4;

  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  int at(int offset) {
    return (int) (order == ByteOrder.LITTLE_ENDIAN ? LITTLE : BIG).get(bytes, offset);
  }

  long unsigned(int offset) {
    return Integer.toUnsignedLong(at(offset));
  }
}
