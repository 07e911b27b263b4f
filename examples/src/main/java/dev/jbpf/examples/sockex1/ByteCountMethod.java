package dev.jbpf.examples.sockex1;

import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.SocketContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;

/** The same program as a method. */
final class ByteCountMethod {
  private static final int OUTGOING = 4;
  private static final int PROTOCOL = Ethhdr.SIZE + Iphdr.PROTOCOL.offset();

  private static final Table<Integer, Long> BYTES = Table.of(ByteCount.BYTES);

  private ByteCountMethod() {}

  @BpfProgram("socket")
  static int sockex1(SocketContext packet) {
    int protocol = packet.u8At(PROTOCOL);
    if (packet.packetType() == OUTGOING) {
      Cell<Long> bytes = BYTES.find(protocol);
      if (bytes != null) {
        bytes.addAtomic(packet.length());
      }
    }
    return 0;
  }
}
