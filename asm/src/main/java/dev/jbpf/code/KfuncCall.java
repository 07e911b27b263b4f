package dev.jbpf.code;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.struct.KfuncDeclaration;

/**
 * A call of a function of the kernel by its name: the number that the kernel has for it is filled
 * in when the program is loaded.
 */
@SuppressWarnings("exports")
public record KfuncCall(KfuncDeclaration function) implements CodeElement {
  /** {@return the call before that: of number 0} */
  Insn unlinked() {
    return Insn.of(Op.CALL_KFUNC, Reg.R0, Reg.R0, 0, 0);
  }

  /** That call in a linked program, at {@code slot}. */
  @SuppressWarnings("exports")
  public record Reference(Slot slot, KfuncDeclaration function) {}
}
