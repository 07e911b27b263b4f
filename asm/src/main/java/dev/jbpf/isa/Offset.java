package dev.jbpf.isa;

/** What the 16-bit offset of a {@link Format} holds, and so its range. */
public enum Offset {
  /** No operand: the value belongs to the instruction's identity. */
  FIXED(0, 0),
  /** A signed displacement in bytes from a base register. */
  BYTES(Short.MIN_VALUE, Short.MAX_VALUE),
  /** A signed distance in slots, counted from the slot after the instruction. */
  SLOTS(Short.MIN_VALUE, Short.MAX_VALUE),
  /** An index into the descriptors given at load time. */
  INDEX(0, Short.MAX_VALUE);

  private final int min;
  private final int max;

  Offset(int min, int max) {
    this.min = min;
    this.max = max;
  }

  /** {@return the smallest value} */
  public int min() {
    return min;
  }

  /** {@return the largest value} */
  public int max() {
    return max;
  }
}
