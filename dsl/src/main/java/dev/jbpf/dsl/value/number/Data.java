package dev.jbpf.dsl.value.number;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.ir.Value;

/** What a variable, a function's argument or its result can be: a number, yes or no. */
public interface Data {
  /** {@return the function that it is of} */
  @SuppressWarnings("exports")
  Scope scope();

  /** {@return it as the IR has it: the tier below} */
  @SuppressWarnings("exports")
  Value ir();
}
