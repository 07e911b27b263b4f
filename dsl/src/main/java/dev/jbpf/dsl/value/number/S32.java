package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** A number of 32 bits with a sign, as an {@code int}. */
public final class S32 extends Int<S32, Widening.ToS32> implements Widening.ToS32, Widening.ToS64 {
  /** The type. */
  public static final Kind<S32> KIND = new Kind<>(Type.S32, S32::new);

  S32(Scope scope, Value ir) {
    super(scope, ir);
  }

  @Override
  public Kind<S32> kind() {
    return KIND;
  }

  @Override
  S32 widened(Widening.ToS32 other) {
    return other.toS32();
  }
}
