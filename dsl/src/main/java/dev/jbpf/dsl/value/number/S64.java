package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** A number of 64 bits with a sign, as a {@code long}. */
public final class S64 extends Int<S64, Widening.ToS64> implements Widening.ToS64 {
  /** The type. */
  public static final Kind<S64> KIND = new Kind<>(Type.S64, S64::new);

  S64(Scope scope, Value ir) {
    super(scope, ir);
  }

  @Override
  public Kind<S64> kind() {
    return KIND;
  }

  @Override
  S64 widened(Widening.ToS64 other) {
    return other.toS64();
  }
}
