package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** A number of 8 bits without a sign: 0 to 255. */
public final class U8 extends Int<U8, Widening.ToU8>
    implements Widening.ToU8,
        Widening.ToU16,
        Widening.ToU32,
        Widening.ToU64,
        Widening.ToS16,
        Widening.ToS32,
        Widening.ToS64 {
  /** The type. */
  public static final Kind<U8> KIND = new Kind<>(Type.U8, U8::new);

  U8(Scope scope, Value ir) {
    super(scope, ir);
  }

  @Override
  public Kind<U8> kind() {
    return KIND;
  }

  @Override
  U8 widened(Widening.ToU8 other) {
    return other.toU8();
  }
}
