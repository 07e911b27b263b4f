package dev.jbpf.vm.memory;

import dev.jbpf.isa.Operation;

/** What an atomic operation makes of the value in memory. */
final class AtomicEffects {
  private AtomicEffects() {}

  /** {@return the value that memory holds afterwards} */
  static long apply(Operation operation, long old, long operand, long expected) {
    return switch (operation) {
      case ATOMIC_ADD, FETCH_ADD -> old + operand;
      case ATOMIC_OR, FETCH_OR -> old | operand;
      case ATOMIC_AND, FETCH_AND -> old & operand;
      case ATOMIC_XOR, FETCH_XOR -> old ^ operand;
      case EXCHANGE -> operand;
      case COMPARE_EXCHANGE -> old == expected ? operand : old;
      default -> throw none(operation);
    };
  }

  static IllegalArgumentException none(Operation operation) {
    return new IllegalArgumentException(operation + " is no atomic");
  }
}
