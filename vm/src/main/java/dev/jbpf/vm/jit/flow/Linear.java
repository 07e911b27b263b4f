package dev.jbpf.vm.jit.flow;

import java.util.Optional;

/**
 * A sum of registers as they are when a round of a loop starts, and of a constant; modulo 2 to the
 * power of 64, as registers are.
 *
 * @param registers a bit for each that is in the sum, once
 */
public record Linear(int registers, long constant) {
  public static Linear ofRegister(int register) {
    return new Linear(1 << register, 0);
  }

  static Linear ofConstant(long constant) {
    return new Linear(0, constant);
  }

  /** {@return the sum; empty if a register were in it twice} */
  Optional<Linear> plus(Linear other) {
    return (registers & other.registers) == 0
        ? Optional.of(new Linear(registers | other.registers, constant + other.constant))
        : Optional.empty();
  }

  public boolean has(int register) {
    return (registers & 1 << register) != 0;
  }

  Linear without(int register) {
    return new Linear(registers & ~(1 << register), constant);
  }

  /** {@return the constant, negated} There are no registers in it. */
  Linear negated() {
    return ofConstant(-constant);
  }

  public boolean isConstant() {
    return registers == 0;
  }
}
