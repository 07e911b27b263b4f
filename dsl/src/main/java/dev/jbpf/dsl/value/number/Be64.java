package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/**
 * A number of 64 bits in network order, as packets have it. It can be compared, stored, and turned
 * into a number to count with; the numbers that it is compared with are written as people do.
 */
public final class Be64 extends BigEndianNumber<Be64> {
  /** The type. */
  public static final Kind<Be64> KIND = new Kind<>(Type.U64, Be64::new);

  static final int BITS = 64;

  Be64(Scope scope, Value ir) {
    super(scope, ir);
  }

  /** {@return the number in the machine's order} */
  public U64 toHost() {
    return new U64(scope(), scope().at().bigEndian(ir(), BITS));
  }

  @Override
  Be64 like(long number) {
    return of(scope(), number);
  }

  /** {@return {@code number}, as people write it, in network order} */
  @SuppressWarnings("exports")
  public static Be64 of(Scope scope, long number) {
    return new Be64(scope, NetworkNumbers.constant(scope, Type.U64, number));
  }

  @Override
  public String toString() {
    return "be64 " + ir();
  }
}
