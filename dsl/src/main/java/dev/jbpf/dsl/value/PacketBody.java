package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.packet.Packet;
import dev.jbpf.ir.Type;
import dev.jbpf.kernel.StructField;

/** A program on packets that it reads, and writes, in place. */
public abstract class PacketBody extends ProgramBody {
  private final StructField data;
  private final StructField end;

  PacketBody(Scope scope, StructField data, StructField end) {
    super(scope, data.struct());
    this.data = data;
    this.end = end;
  }

  /** {@return the packet as it is now: headers come with their checks} */
  public final Packet packet() {
    return start(
        Packet.between(
            scope(),
            members().address(data, Type.PACKET),
            members().address(end, Type.PACKET_END)));
  }

  /** {@return {@code packet}, which begins as those of this kind of program do} */
  Packet start(Packet packet) {
    return packet;
  }
}
