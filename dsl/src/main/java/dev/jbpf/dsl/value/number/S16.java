package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** A number of 16 bits with a sign: -32,768 to 32,767. */
public final class S16 extends Int<S16, Widening.ToS16>
    implements Widening.ToS16, Widening.ToS32, Widening.ToS64 {
  /** The type. */
  public static final Kind<S16> KIND = new Kind<>(Type.S16, S16::new);

  S16(Scope scope, Value ir) {
    super(scope, ir);
  }

  @Override
  public Kind<S16> kind() {
    return KIND;
  }

  @Override
  S16 widened(Widening.ToS16 other) {
    return other.toS16();
  }
}
