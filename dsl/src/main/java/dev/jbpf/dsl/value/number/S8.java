package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** A number of 8 bits with a sign: -128 to 127. */
public final class S8 extends Int<S8, Widening.ToS8>
    implements Widening.ToS8, Widening.ToS16, Widening.ToS32, Widening.ToS64 {
  /** The type. */
  public static final Kind<S8> KIND = new Kind<>(Type.S8, S8::new);

  S8(Scope scope, Value ir) {
    super(scope, ir);
  }

  @Override
  public Kind<S8> kind() {
    return KIND;
  }

  @Override
  S8 widened(Widening.ToS8 other) {
    return other.toS8();
  }
}
