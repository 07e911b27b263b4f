package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** A number of 64 bits without a sign. */
public final class U64 extends Int<U64, Widening.ToU64> implements Widening.ToU64 {
  /** The type. */
  public static final Kind<U64> KIND = new Kind<>(Type.U64, U64::new);

  U64(Scope scope, Value ir) {
    super(scope, ir);
  }

  @Override
  public Kind<U64> kind() {
    return KIND;
  }

  @Override
  U64 widened(Widening.ToU64 other) {
    return other.toU64();
  }

  /** {@return the same number in network order} */
  public Be64 toNetwork() {
    return new Be64(scope(), scope().at().bigEndian(ir(), Be64.BITS));
  }
}
