package dev.jbpf.dsl.value.map;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.KernelConstant;

/** What a helper says of what it did: 0, or the negative of an error number. */
public final class Status {
  private final S64 code;

  /** What {@code code} says. */
  @SuppressWarnings("exports")
  public Status(Scope scope, Value code) {
    this.code = S64.KIND.of(scope, code);
  }

  /** {@return 0, or the negative of an error number} */
  public S64 code() {
    return code;
  }

  /** {@return whether it was not done} */
  public Bool failed() {
    return code.lt(0);
  }

  /** Leaves the function with that number if it was not done. */
  public void orReturn(long number) {
    code.scope().when(failed().condition(), () -> code.scope().leave(number));
  }

  /** Leaves the program with that verdict if it was not done. */
  public void orReturn(KernelConstant verdict) {
    code.scope().when(failed().condition(), () -> code.scope().leave(verdict));
  }
}
