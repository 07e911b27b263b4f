package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Value;

/** What numbers in network order have in common, whatever their width. */
abstract sealed class BigEndianNumber<B extends BigEndianNumber<B>> implements Data
    permits Be16, Be32, Be64 {
  private final Scope scope;
  private final Value ir;

  BigEndianNumber(Scope scope, Value ir) {
    this.scope = scope;
    this.ir = ir;
  }

  /** The number, as people write it, as one of this width. */
  abstract B like(long number);

  @Override
  public Scope scope() {
    return scope;
  }

  /** {@return the bits as they are} */
  @Override
  public Value ir() {
    return ir;
  }

  /** {@return whether both are equal} */
  public Bool eq(B other) {
    return new Bool(scope, scope.at().eq(ir, other.ir()));
  }

  /** {@return whether it is {@code number}, as people write it} */
  public Bool eq(long number) {
    return eq(like(number));
  }

  /** {@return whether both differ} */
  public Bool ne(B other) {
    return new Bool(scope, scope.at().ne(ir, other.ir()));
  }

  /** {@return whether it is not {@code number}, as people write it} */
  public Bool ne(long number) {
    return ne(like(number));
  }
}
