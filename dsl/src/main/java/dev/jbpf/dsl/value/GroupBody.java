package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.packet.Packet;
import dev.jbpf.kernel.SkBuff;

/**
 * A program that sees what a control group sends or receives, from the network header on: it leaves
 * with 1 for what may go on, with 0 for what may not.
 */
public final class GroupBody extends PacketBody {
  GroupBody(Scope scope) {
    super(scope, SkBuff.DATA, SkBuff.DATA_END);
  }

  @Override
  Packet start(Packet packet) {
    return packet.network();
  }

  /** {@return the bytes of the packet, from the network header on} */
  public U32 length() {
    return members().get(SkBuff.LEN, U32.KIND);
  }
}
