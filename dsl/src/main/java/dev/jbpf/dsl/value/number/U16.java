package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** A number of 16 bits without a sign: 0 to 65,535. */
public final class U16 extends Int<U16, Widening.ToU16>
    implements Widening.ToU16, Widening.ToU32, Widening.ToU64, Widening.ToS32, Widening.ToS64 {
  /** The type. */
  public static final Kind<U16> KIND = new Kind<>(Type.U16, U16::new);

  U16(Scope scope, Value ir) {
    super(scope, ir);
  }

  @Override
  public Kind<U16> kind() {
    return KIND;
  }

  @Override
  U16 widened(Widening.ToU16 other) {
    return other.toU16();
  }

  /** {@return the same number in network order} */
  public Be16 toNetwork() {
    return new Be16(scope(), scope().at().bigEndian(ir(), Be16.BITS));
  }
}
