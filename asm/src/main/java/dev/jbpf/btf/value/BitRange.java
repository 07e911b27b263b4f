package dev.jbpf.btf.value;

import dev.jbpf.btf.BtfType;
import java.math.BigInteger;
import java.nio.ByteOrder;

/** Where the bits of a bit field are, from the start of their structure. */
record BitRange(int first, int count, boolean isBigEndian) {

  static BitRange of(BtfType.Member member, ByteOrder order) {
    return new BitRange((int) member.bitOffset(), member.bitSize(), order == ByteOrder.BIG_ENDIAN);
  }

  /** {@return the field of the structure at {@code at}, without sign} */
  BigInteger read(byte[] bytes, int at) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < count; i++) {
      if ((bytes[at + byteOf(i)] >> bitOf(i) & 1) != 0) {
        value = value.setBit(i);
      }
    }
    return value;
  }

  /** Stores the lowest bits of {@code value}; the others around them stay. */
  void write(byte[] bytes, int at, BigInteger value) {
    for (int i = 0; i < count; i++) {
      int mask = 1 << bitOf(i);
      int kept = bytes[at + byteOf(i)] & ~mask;
      bytes[at + byteOf(i)] = (byte) (value.testBit(i) ? kept | mask : kept);
    }
  }

  /** Big-endian machines count from the highest bit of the first byte. */
  private int place(int bit) {
    return isBigEndian ? first + count - 1 - bit : first + bit;
  }

  private int byteOf(int bit) {
    return place(bit) / Byte.SIZE;
  }

  private int bitOf(int bit) {
    int within = place(bit) % Byte.SIZE;
    return isBigEndian ? Byte.SIZE - 1 - within : within;
  }
}
