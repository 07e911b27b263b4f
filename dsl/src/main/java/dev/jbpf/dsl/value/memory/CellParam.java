package dev.jbpf.dsl.value.memory;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Param;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.map.Codec;

/**
 * A place in memory, as the argument of a function: by its address.
 *
 * @param codec how it lies in memory
 */
public record CellParam<V>(Codec<V> codec) implements Param<Cell<V>> {
  @SuppressWarnings("exports")
  @Override
  public Type type() {
    return Type.MEMORY;
  }

  @SuppressWarnings("exports")
  @Override
  public Cell<V> of(Scope scope, Value value) {
    return Cell.at(scope, value, codec.layout(), "argument");
  }

  @SuppressWarnings("exports")
  @Override
  public Value ir(Cell<V> argument) {
    return argument.address();
  }
}
