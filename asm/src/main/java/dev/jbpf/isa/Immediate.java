package dev.jbpf.isa;

/** What the immediate of a {@link Format} holds, and so its range. */
public enum Immediate {
  /** No operand: the value belongs to the instruction's identity. */
  FIXED(0, 0),
  /** A signed 32-bit number. */
  S32(Integer.MIN_VALUE, Integer.MAX_VALUE),
  /** A signed distance in slots, counted from the slot after the instruction. */
  SLOTS(Integer.MIN_VALUE, Integer.MAX_VALUE),
  /** Two 16-bit numbers, the upper one first. */
  U16_PAIR(0, 0xffff_ffffL),
  /** 64 bits in two slots, the lower 32 in the first. */
  S64(Long.MIN_VALUE, Long.MAX_VALUE),
  /** A signed 32-bit number in the first of two slots; the second one holds zero. */
  LOW32(Integer.MIN_VALUE, Integer.MAX_VALUE),
  /** As {@link #LOW32}, and a distance in slots, counted from the slot after the first. */
  LOW32_SLOTS(Integer.MIN_VALUE, Integer.MAX_VALUE),
  /** Two 32-bit numbers, the first slot's in the lower half. */
  PAIR32(Long.MIN_VALUE, Long.MAX_VALUE);

  private final long min;
  private final long max;

  Immediate(long min, long max) {
    this.min = min;
    this.max = max;
  }

  /** {@return the smallest value} */
  public long min() {
    return min;
  }

  /** {@return the largest value} */
  public long max() {
    return max;
  }

  /** {@return whether the instruction takes two slots} */
  public boolean isWide() {
    return this == S64 || this == LOW32 || this == LOW32_SLOTS || this == PAIR32;
  }

  /** {@return whether the value is a distance in slots} */
  public boolean isTarget() {
    return this == SLOTS || this == LOW32_SLOTS;
  }

  /** {@return the 32 bits that the second slot holds for {@code value}} */
  int upper(long value) {
    return this == S64 || this == PAIR32 ? (int) (value >>> 32) : 0;
  }

  /** {@return the value that {@code lower} and, where wide, {@code upper} make} */
  long join(int lower, int upper) {
    return switch (this) {
      case S64, PAIR32 -> (long) upper << 32 | lower & 0xffff_ffffL;
      case U16_PAIR -> lower & 0xffff_ffffL;
      case FIXED, S32, SLOTS, LOW32, LOW32_SLOTS -> lower;
    };
  }
}
