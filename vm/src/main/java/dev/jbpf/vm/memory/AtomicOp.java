package dev.jbpf.vm.memory;

/** What an atomic instruction makes of the value in memory and its operand. */
public enum AtomicOp {
  ADD,
  OR,
  AND,
  XOR,
  EXCHANGE,
  /** Stores the operand if memory holds the expected value. */
  COMPARE_EXCHANGE;

  private static final AtomicOp[] ALL = values();

  /** {@return the operation of that ordinal} */
  public static AtomicOp of(int ordinal) {
    return ALL[ordinal];
  }

  /** {@return the value that memory holds afterwards} */
  long apply(long old, long operand, long expected) {
    return switch (this) {
      case ADD -> old + operand;
      case OR -> old | operand;
      case AND -> old & operand;
      case XOR -> old ^ operand;
      case EXCHANGE -> operand;
      case COMPARE_EXCHANGE -> old == expected ? operand : old;
    };
  }
}
