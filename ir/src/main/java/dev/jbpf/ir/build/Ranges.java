package dev.jbpf.ir.build;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Type;

/** Which numbers a type has. */
final class Ranges {
  private Ranges() {}

  /** {@return {@code number} as a value of the type has it: extended to 32 or 64 bits} */
  static long checked(Type type, long number, Origin origin) {
    int bits = type.bits();
    if (bits < Long.SIZE) {
      long min = -(1L << bits - 1);
      long max = (1L << bits) - 1;
      if (number < min || number > max) {
        throw new IrException(
            "constant-range", origin, number + " is no " + type + ": it has " + bits + " bits");
      }
    }
    return extended(type, number);
  }

  /** {@return the lower bits of {@code number}, those of the type, extended by its sign} */
  static long extended(Type type, long number) {
    int free = Long.SIZE - type.bits();
    if (type.isWide()) {
      return number;
    }
    long kept = number << free;
    return (int) (type.isSigned() ? kept >> free : kept >>> free);
  }
}
