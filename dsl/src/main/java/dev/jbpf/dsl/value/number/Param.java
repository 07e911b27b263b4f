package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** What functions take: numbers by their {@link Kind}, places in memory by their address. */
public interface Param<T> {
  /** {@return what the IR calls it} */
  @SuppressWarnings("exports")
  Type type();

  /** {@return {@code value}, which is of that type, as the function has it} */
  @SuppressWarnings("exports")
  T of(Scope scope, Value value);

  /** {@return {@code argument} as the IR has it} */
  @SuppressWarnings("exports")
  Value ir(T argument);
}
