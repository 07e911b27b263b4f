package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.kernel.SkBuff;

/** A program that sees what a control group sends or receives, from the network header on. */
public final class GroupBody extends ProgramBody {
  GroupBody(Scope scope) {
    super(scope, SkBuff.LEN.struct());
  }

  /** {@return the bytes of the packet, from the network header on} */
  public U32 length() {
    return members().get(SkBuff.LEN, U32.KIND);
  }
}
