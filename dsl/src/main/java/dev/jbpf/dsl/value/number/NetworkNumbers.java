package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import java.nio.ByteOrder;

/** Numbers as packets have them. */
final class NetworkNumbers {
  private NetworkNumbers() {}

  /** {@return {@code number} with its bytes in network order, for a machine of this one's order} */
  static Value constant(Scope scope, Type.Int type, long number) {
    int bits = type.bits();
    if (bits < Long.SIZE && (number < 0 || number >> bits != 0)) {
      throw scope.error(
          "constant-range", number + " is no number of " + bits + " bits in network order");
    }
    boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    long raw = isLittle ? Long.reverseBytes(number) >>> Long.SIZE - bits : number;
    return scope.at().constant(type, raw);
  }
}
