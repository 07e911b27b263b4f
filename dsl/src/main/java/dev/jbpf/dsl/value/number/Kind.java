package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import java.util.function.BiFunction;

/**
 * A type of values, as an argument: {@code U32.KIND}.
 *
 * @param type what the IR calls it
 * @param maker what makes a value of it
 */
public record Kind<T extends Data>(Type type, BiFunction<Scope, Value, T> maker)
    implements Param<T> {
  @Override
  public T of(Scope scope, Value value) {
    return maker.apply(scope, value);
  }

  /**
   * {@return the number {@code number}}
   *
   * @throws dev.jbpf.ir.IrException if it does not fit
   */
  public T of(Scope scope, long number) {
    return of(scope, scope.at().constant(type, number));
  }

  @Override
  public Value ir(T argument) {
    return argument.ir();
  }

  @Override
  public String toString() {
    return type.toString();
  }
}
