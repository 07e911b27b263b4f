package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.map.MapDef;

/** A program that watches: it may ask for the stack that it interrupts. */
abstract class TracingBody extends ProgramBody {
  TracingBody(Scope scope, String struct) {
    super(scope, struct);
  }

  /** {@return the number of the kernel's stack in {@code stacks}, below 0 where there is none} */
  public final S32 kernelStack(MapDef<Integer, long[]> stacks) {
    return stack(stacks, 0);
  }

  /** {@return the number of the process's stack in {@code stacks}, below 0 where there is none} */
  public final S32 userStack(MapDef<Integer, long[]> stacks) {
    return stack(stacks, HelperFlags.BPF_F_USER_STACK);
  }

  private S32 stack(MapDef<Integer, long[]> stacks, long flags) {
    scope().unit().define(stacks);
    var f = scope().at();
    Value id =
        scope().call(Helper.GET_STACKID, Type.S64, context(), f.map(stacks), f.constant(flags));
    return S32.KIND.of(scope(), scope().at().cast(id, Type.S32));
  }
}
