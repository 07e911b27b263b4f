package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.BranchCondition;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.build.LocalVariable;

/**
 * Yes or no. {@link #and}, {@link #or} and {@link #not} make others; the numbers that are compared
 * are computed where they are written, the comparisons only as far as they decide.
 */
public final class Bool implements Data {
  /** The type. */
  public static final Kind<Bool> KIND = new Kind<>(Type.BOOL, Bool::of);

  private final Scope scope;
  private final BranchCondition condition;

  /** The answer of {@code condition}. */
  @SuppressWarnings("exports")
  public Bool(Scope scope, BranchCondition condition) {
    this.scope = scope;
    this.condition = condition;
  }

  private static Bool of(Scope scope, Value value) {
    return new Bool(scope, scope.at().isSet(value));
  }

  @SuppressWarnings("exports")
  @Override
  public Scope scope() {
    return scope;
  }

  @SuppressWarnings("exports")
  @Override
  public Value ir() {
    return scope.at().value(condition);
  }

  /** {@return it as branches of the IR take it} */
  @SuppressWarnings("exports")
  public BranchCondition condition() {
    return condition;
  }

  /** {@return whether both hold} */
  public Bool and(Bool other) {
    return new Bool(scope, condition.and(other.condition));
  }

  /** {@return whether one of both holds} */
  public Bool or(Bool other) {
    return new Bool(scope, condition.or(other.condition));
  }

  /** {@return whether it does not hold} */
  public Bool not() {
    return new Bool(scope, condition.not());
  }

  /** {@return 1 if it holds, 0 if not} */
  public U32 toU32() {
    return new U32(scope, scope.at().cast(ir(), Type.U32));
  }

  /** {@return {@code then} if it holds, else {@code otherwise}; both are computed before} */
  public <T extends Int<T, ?>> T choose(T then, T otherwise) {
    return choose(then.kind(), then, otherwise);
  }

  <T extends Data> T choose(Kind<T> kind, T then, T otherwise) {
    FunctionBuilder f = scope.at();
    LocalVariable result = f.variable("choice", otherwise.ir());
    scope.when(condition, () -> f.set(result, then.ir()));
    return kind.of(scope, f.get(result));
  }
}
