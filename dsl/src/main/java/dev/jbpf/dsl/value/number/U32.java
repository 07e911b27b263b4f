package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** A number of 32 bits without a sign. */
public final class U32 extends Int<U32, Widening.ToU32>
    implements Widening.ToU32, Widening.ToU64, Widening.ToS64 {
  /** The type. */
  public static final Kind<U32> KIND = new Kind<>(Type.U32, U32::new);

  U32(Scope scope, Value ir) {
    super(scope, ir);
  }

  @Override
  public Kind<U32> kind() {
    return KIND;
  }

  @Override
  U32 widened(Widening.ToU32 other) {
    return other.toU32();
  }

  /** {@return the same number in network order} */
  public Be32 toNetwork() {
    return new Be32(scope(), scope().at().bigEndian(ir(), Be32.BITS));
  }
}
