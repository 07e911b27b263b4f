package dev.jbpf.elf.link;

import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.isa.Words;
import java.nio.ByteBuffer;

/**
 * Where a relocation's addend is, which is in place always.
 *
 * @param at from the relocation's offset on, in bytes
 * @param size in bytes; 0 if there is none
 * @param unit how many bytes it counts by
 */
record Addend(int at, int size, int unit) {
  private static final int OFFSET = 2;
  private static final int IMM = 4;

  static Addend of(RelocationType type) {
    return switch (type) {
      case R_BPF_NONE -> new Addend(0, 0, 1);
      case R_BPF_64_64 -> new Addend(IMM, Integer.BYTES, 1);
      case R_BPF_64_32 -> new Addend(IMM, Integer.BYTES, Words.BYTES);
      case R_BPF_GNU_64_16 -> new Addend(OFFSET, Short.BYTES, Words.BYTES);
      case R_BPF_64_ABS64,
          R_BPF_64_ABS32,
          R_BPF_64_NODYLD32,
          R_BPF_DATA_8_PCREL,
          R_BPF_DATA_16_PCREL,
          R_BPF_DATA_32_PCREL,
          R_BPF_DATA_8,
          R_BPF_DATA_16,
          R_BPF_DATA_32,
          R_BPF_DATA_64,
          R_BPF_DATA_64_PCREL ->
          new Addend(0, type.bytes(), 1);
    };
  }

  /**
   * Adds {@code delta} bytes to that of {@code relocation}.
   *
   * @throws ArithmeticException if it has no room for the sum
   */
  void add(ByteBuffer bytes, Relocation relocation, int delta) {
    int start = relocation.offset() + at;
    int units = delta / unit;
    switch (size) {
      case Long.BYTES -> bytes.putLong(start, bytes.getLong(start) + units);
      case Integer.BYTES -> bytes.putInt(start, Math.addExact(bytes.getInt(start), units));
      case Short.BYTES -> bytes.putShort(start, narrow(bytes.getShort(start) + units));
      case Byte.BYTES -> bytes.put(start, (byte) narrow(bytes.get(start) + units));
      default -> {}
    }
  }

  private short narrow(int sum) {
    int bits = size * Byte.SIZE;
    if (sum < -(1 << bits - 1) || sum >= 1 << bits) {
      throw new ArithmeticException(sum + " does not fit in " + bits + " bits");
    }
    return (short) sum;
  }
}
