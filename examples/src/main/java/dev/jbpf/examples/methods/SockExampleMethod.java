package dev.jbpf.examples.methods;

import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.SocketContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;

/** Counts packets by their IP protocol, as the kernel's {@code sock_example} does. */
public final class SockExampleMethod {
  static final Table<Integer, Long> COUNTS = Table.of(MapDef.array("counts", Codec.U64, 256));

  private SockExampleMethod() {}

  @BpfProgram(value = "socket", name = "sock_example")
  static int count(SocketContext packet) {
    Cell<Long> count = COUNTS.find(packet.u8At(14 + 9));
    if (count != null) {
      count.addAtomic(1);
    }
    return 0;
  }
}
