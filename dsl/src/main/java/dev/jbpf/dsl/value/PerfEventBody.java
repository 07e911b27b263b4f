package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.kernel.PtRegs;

/** A program that runs when an event was counted often enough: samples. */
public final class PerfEventBody extends TracingBody {
  PerfEventBody(Scope scope) {
    super(scope, PtRegs.host().result().struct());
  }

  /** {@return the address of the instruction that is interrupted} */
  public U64 instruction() {
    return members().get(PtRegs.host().instructionPointer(), U64.KIND);
  }
}
