package dev.jbpf.examples.xdpdrop;

import dev.jbpf.kernel.XdpAction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.packet.Ipv4;
import dev.jbpf.methods.packet.Udp;

/** The same program as a method; the port is a variable. */
final class DropMethod {
  private static final Table<Integer, Long> PACKETS = Table.perCpu(DropProgram.PACKETS);
  private static final Table<Integer, Long> DROPPED = Table.perCpu(DropProgram.DROPPED);

  static int port = 9;

  private DropMethod() {}

  @BpfProgram(value = "xdp", name = "xdp_drop")
  static int drop(XdpContext context) {
    Ipv4 ip = context.packet().ipv4();
    if (ip == null) {
      return pass(DropProgram.OTHER);
    }
    Udp udp = ip.udp();
    if (udp == null || udp.destination() != port) {
      return pass(ip.protocol());
    }
    count(PACKETS, ip.protocol());
    count(DROPPED, 0);
    return XdpAction.DROP.value();
  }

  private static int pass(int protocol) {
    count(PACKETS, protocol);
    return XdpAction.PASS.value();
  }

  private static void count(Table<Integer, Long> counts, int key) {
    Cell<Long> number = counts.find(key);
    if (number != null) {
      number.add(1);
    }
  }
}
