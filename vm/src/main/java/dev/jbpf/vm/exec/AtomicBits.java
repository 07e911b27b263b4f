package dev.jbpf.vm.exec;

import dev.jbpf.vm.memory.AtomicOp;

/** The second operand of an atomic word: source register, operation, whether it fetches, size. */
public final class AtomicBits {
  private AtomicBits() {}

  static int pack(int src, AtomicOp op, boolean fetches, int size) {
    return src | op.ordinal() << 4 | (fetches ? 1 << 8 : 0) | size << 12;
  }

  /** {@return the number of the source register} */
  public static int src(int bits) {
    return bits & 0xf;
  }

  /** {@return what it does} */
  public static AtomicOp op(int bits) {
    return AtomicOp.of(bits >> 4 & 0xf);
  }

  /** {@return whether the old value goes to a register} */
  public static boolean fetches(int bits) {
    return (bits & 1 << 8) != 0;
  }

  /** {@return the number of the register that the old value goes to} */
  public static int result(int bits) {
    return op(bits) == AtomicOp.COMPARE_EXCHANGE ? 0 : src(bits);
  }

  /** {@return 4 or 8} */
  public static int size(int bits) {
    return bits >> 12;
  }
}
