package dev.jbpf.verifier.testing;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Slots of small programs, written as the kernel's macros have them. */
public final class Code {
  private static final int LDX = 0x61;
  private static final int ST = 0x62;
  private static final int STX = 0x63;
  private static final int[] WIDTH = {0, 0x10, 0x08, 0, 0x00, 0, 0, 0, 0x18};

  private Code() {}

  /** {@return a slot of these fields} */
  public static long slot(int opcode, int dst, int src, int offset, int imm) {
    return (opcode & 0xffL)
        | (long) (dst | src << 4) << 8
        | (offset & 0xffffL) << 16
        | (long) imm << 32;
  }

  /** {@return {@code dst = src}} */
  public static long move(int dst, int src) {
    return slot(0xbf, dst, src, 0, 0);
  }

  /** {@return {@code dst = value}} */
  public static long set(int dst, int value) {
    return slot(0xb7, dst, 0, 0, value);
  }

  /** {@return {@code dst += value}} */
  public static long add(int dst, int value) {
    return slot(0x07, dst, 0, 0, value);
  }

  /** {@return {@code dst = *(size)(src + offset)}; the size in bytes} */
  public static long load(int size, int dst, int src, int offset) {
    return slot(LDX | WIDTH[size], dst, src, offset, 0);
  }

  /** {@return {@code *(size)(dst + offset) = src}; the size in bytes} */
  public static long store(int size, int dst, int offset, int src) {
    return slot(STX | WIDTH[size], dst, src, offset, 0);
  }

  /** {@return {@code *(size)(dst + offset) = value}; the size in bytes} */
  public static long storeValue(int size, int dst, int offset, int value) {
    return slot(ST | WIDTH[size], dst, 0, offset, value);
  }

  /** {@return a call of that helper} */
  public static long call(int helper) {
    return slot(0x85, 0, 0, 0, helper);
  }

  /** {@return {@code exit}} */
  public static long exit() {
    return slot(0x95, 0, 0, 0, 0);
  }

  /** {@return the two slots of {@code lddw} with that meaning of its number} */
  public static long[] wide(int dst, int source, long value) {
    return new long[] {
      slot(0x18, dst, source, 0, (int) value), slot(0, 0, 0, 0, (int) (value >>> 32))
    };
  }

  /** {@return all slots in a row} */
  public static long[] all(long[]... parts) {
    return Arrays.stream(parts).flatMapToLong(LongStream::of).toArray();
  }
}
