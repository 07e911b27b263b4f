package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.build.LocalVariable;
import java.util.function.UnaryOperator;

/**
 * A local variable: what loops and branches change.
 *
 * <pre>{@code
 * Probe.socket(
 *     "sum",
 *     p -> {
 *       Var<U64> sum = p.var(p.u64(0));
 *       p.times(10, i -> sum.update(s -> s.add(i)));
 *       p.exit(sum.get());
 *     });
 * }</pre>
 */
public final class Var<T extends Data> {
  private final Scope scope;
  private final Kind<T> kind;
  private final LocalVariable variable;

  /** A variable of that name, which holds {@code value}. */
  @SuppressWarnings("exports")
  public Var(Scope scope, Kind<T> kind, String name, T value) {
    this.scope = scope;
    this.kind = kind;
    this.variable = scope.at().variable(name, kind.type());
    set(value);
  }

  /** {@return what it holds} */
  public T get() {
    return kind.of(scope, scope.at().get(variable));
  }

  /** Puts {@code value} in it. */
  public void set(T value) {
    scope.at().set(variable, value.ir());
  }

  /** Puts the number in it. */
  public void set(long number) {
    set(kind.of(scope, number));
  }

  /** Puts in it what {@code change} makes of what it holds. */
  public void update(UnaryOperator<T> change) {
    set(change.apply(get()));
  }
}
