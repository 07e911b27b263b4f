package dev.jbpf.methods.helper;

import dev.jbpf.methods.mark.Vocabulary;

/** Arithmetic as the kernel has it, where Java would throw, or has nothing. */
@Vocabulary
public final class Numbers {
  private static final int BITS = 64;

  private Numbers() {}

  /** {@return {@code left / right}, without signs; 0 if {@code right} is 0} */
  public static long div(long left, long right) {
    return right == 0 ? 0 : Long.divideUnsigned(left, right);
  }

  /** {@return the rest of {@code left / right}, without signs; {@code left} if that is 0} */
  public static long mod(long left, long right) {
    return right == 0 ? left : Long.remainderUnsigned(left, right);
  }

  /**
   * {@return {@code log2(value) + 1}, and 1 for 0: where a {@link
   * dev.jbpf.map.histogram.Log2Histogram} counts it}
   */
  public static int log2Slot(long value) {
    int slot = BITS - Long.numberOfLeadingZeros(value);
    return slot == 0 ? 1 : slot;
  }
}
