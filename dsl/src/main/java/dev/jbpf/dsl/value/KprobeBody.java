package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.kernel.PtRegs;

/**
 * A program at a function, of the kernel or of a process: at its start it knows the arguments, at
 * its end the result. For machines of this one's processor.
 */
public final class KprobeBody extends TracingBody {
  KprobeBody(Scope scope) {
    super(scope, PtRegs.host().result().struct());
  }

  /**
   * {@return the argument of that number, from 1 on}
   *
   * @throws IllegalArgumentException if it is not in a register
   */
  public U64 argument(int number) {
    return members().get(PtRegs.host().parameter(number), U64.KIND);
  }

  /**
   * {@return the structure of the kernel at the address that the argument of that number is}
   *
   * @throws IllegalArgumentException if it is not in a register
   */
  public <S extends Record> KernelRef<S> argument(int number, Class<S> type) {
    return KernelRef.copied(scope(), type, argument(number).ir());
  }

  /** {@return what the function returns} */
  public U64 result() {
    return members().get(PtRegs.host().result(), U64.KIND);
  }
}
