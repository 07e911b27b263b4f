package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Stack;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.ir.Type;
import dev.jbpf.kernel.Helper;
import dev.jbpf.map.Codec;

/** A program at a function of the kernel by its types: {@code fentry}, {@code fexit}; since 5.5. */
public final class FunctionBody extends ArgumentsBody {
  private final String section;

  private FunctionBody(Scope scope, String section) {
    super(scope, true);
    this.section = section;
  }

  static FunctionBody in(Scope scope, String section) {
    return new FunctionBody(scope, section);
  }

  /**
   * {@return what the function returns, at its end; since Linux 5.17}
   *
   * @throws dev.jbpf.ir.IrException if this is at its start
   */
  public S64 result() {
    if (section.startsWith("fentry")) {
      throw scope().error("no-result", "at its start a function has no result", "fexit(…)");
    }
    Cell<Long> result = Stack.zero(scope(), Codec.S64, "result");
    scope().call(Helper.GET_FUNC_RET, Type.S64, context(), result.address());
    return result.s64();
  }
}
