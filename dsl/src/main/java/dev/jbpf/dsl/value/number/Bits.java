package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Value;

/** A number, and what it is as another type. */
abstract class Bits implements Data {
  private final Scope scope;
  private final Value ir;

  Bits(Scope scope, Value ir) {
    this.scope = scope;
    this.ir = ir;
  }

  @Override
  public final Scope scope() {
    return scope;
  }

  @Override
  public final Value ir() {
    return ir;
  }

  /** {@return the lower 8 bits} */
  public final U8 toU8() {
    return cast(U8.KIND);
  }

  /** {@return the lower 16 bits, more of them as the sign of this says} */
  public final U16 toU16() {
    return cast(U16.KIND);
  }

  /** {@return the lower 32 bits, more of them as the sign of this says} */
  public final U32 toU32() {
    return cast(U32.KIND);
  }

  /** {@return 64 bits, more of them as the sign of this says} */
  public final U64 toU64() {
    return cast(U64.KIND);
  }

  /** {@return the lower 8 bits} */
  public final S8 toS8() {
    return cast(S8.KIND);
  }

  /** {@return the lower 16 bits, more of them as the sign of this says} */
  public final S16 toS16() {
    return cast(S16.KIND);
  }

  /** {@return the lower 32 bits, more of them as the sign of this says} */
  public final S32 toS32() {
    return cast(S32.KIND);
  }

  /** {@return 64 bits, more of them as the sign of this says} */
  public final S64 toS64() {
    return cast(S64.KIND);
  }

  /** {@return this as {@code wanted}: the lower bits, or more of them as the sign of this says} */
  public final <N extends Int<N, ?>> N cast(Kind<N> wanted) {
    return wanted.of(scope, scope.at().cast(ir, wanted.type()));
  }
}
