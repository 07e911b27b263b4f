package dev.jbpf.vm.exec.operation;

import dev.jbpf.isa.Operation;

/** The second operand of an atomic word: source register, operation, whether it fetches, size. */
public final class AtomicBits {
  private static final Operation[] OPERATIONS = Operation.values();
  private static final int FETCHES = 1 << 12;

  private AtomicBits() {}

  public static int pack(int src, Operation operation, int size) {
    return src | operation.ordinal() << 4 | (operation.fetches() ? FETCHES : 0) | size << 13;
  }

  /** {@return the number of the source register} */
  public static int src(int bits) {
    return bits & 0xf;
  }

  /** {@return what it does} */
  public static Operation operation(int bits) {
    return OPERATIONS[bits >> 4 & 0xff];
  }

  /** {@return whether the old value goes to a register} */
  public static boolean fetches(int bits) {
    return (bits & FETCHES) != 0;
  }

  /** {@return the number of the register that the old value goes to} */
  public static int result(int bits) {
    return operation(bits) == Operation.COMPARE_EXCHANGE ? 0 : src(bits);
  }

  /** {@return 4 or 8} */
  public static int size(int bits) {
    return bits >> 13;
  }
}
