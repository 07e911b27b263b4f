package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/**
 * A number of 16 bits in network order, as packets have it. It can be compared, stored, and turned
 * into a number to count with; the numbers that it is compared with are written as people do.
 */
public final class Be16 extends BigEndianNumber<Be16> {
  /** The type. */
  public static final Kind<Be16> KIND = new Kind<>(Type.U16, Be16::new);

  static final int BITS = 16;

  Be16(Scope scope, Value ir) {
    super(scope, ir);
  }

  /** {@return the number in the machine's order} */
  public U16 toHost() {
    return new U16(scope(), scope().at().bigEndian(ir(), BITS));
  }

  @Override
  Be16 like(long number) {
    return of(scope(), number);
  }

  /** {@return {@code number}, as people write it, in network order} */
  @SuppressWarnings("exports")
  public static Be16 of(Scope scope, long number) {
    return new Be16(scope, NetworkNumbers.constant(scope, Type.U16, number));
  }

  @Override
  public String toString() {
    return "be16 " + ir();
  }
}
