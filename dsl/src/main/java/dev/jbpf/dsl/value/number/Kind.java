package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import java.util.function.BiFunction;

/** A type of values, as an argument: {@code U32.KIND}. */
public final class Kind<T extends Data> implements Param<T> {
  private final Type type;
  private final BiFunction<Scope, Value, T> maker;

  Kind(Type type, BiFunction<Scope, Value, T> maker) {
    this.type = type;
    this.maker = maker;
  }

  @SuppressWarnings("exports")
  @Override
  public Type type() {
    return type;
  }

  @SuppressWarnings("exports")
  @Override
  public T of(Scope scope, Value value) {
    return maker.apply(scope, value);
  }

  /**
   * {@return the number {@code number}}
   *
   * @throws dev.jbpf.ir.IrException if it does not fit
   */
  @SuppressWarnings("exports")
  public T of(Scope scope, long number) {
    return of(scope, scope.at().constant(type, number));
  }

  @SuppressWarnings("exports")
  @Override
  public Value ir(T argument) {
    return argument.ir();
  }

  @Override
  public String toString() {
    return type.toString();
  }
}
