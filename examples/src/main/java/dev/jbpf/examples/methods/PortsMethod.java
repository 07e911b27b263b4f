package dev.jbpf.examples.methods;

import dev.jbpf.examples.values.ports.PortsProgram;
import dev.jbpf.examples.values.ports.PortsProgram.Opened;
import dev.jbpf.kernel.TcAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.TcContext;
import dev.jbpf.methods.helper.Numbers;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Ring;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.packet.Ipv4;
import dev.jbpf.methods.packet.Tcp;

/** Tells of connections that are opened, and measures all packets. */
public final class PortsMethod {
  static final Ring<Opened> EVENTS = Ring.of(PortsProgram.EVENTS, Opened.class);
  static final Table<Integer, Long> SIZES = Table.of(PortsProgram.SIZES);
  static final Table<Integer, Long> LOST = Table.of(MapDef.array("lost", Codec.U64, 1));

  private PortsMethod() {}

  @BpfProgram(value = "tc", since = "5.8")
  static int ports(TcContext context) {
    count(SIZES.find(Numbers.log2Slot(context.length())));
    Ipv4 ip = context.packet().ipv4();
    if (ip == null) {
      return TcAction.OK.value();
    }
    Tcp tcp = ip.tcp();
    if (tcp != null && tcp.isSyn()) {
      Cell<Opened> event = EVENTS.reserve();
      if (event == null) {
        count(LOST.find(0));
      } else {
        event.set(new Opened(ip.sourceAddress(), tcp.destination(), context.length()));
        EVENTS.submit(event);
      }
    }
    return TcAction.OK.value();
  }

  private static void count(Cell<Long> count) {
    if (count != null) {
      count.addAtomic(1);
    }
  }
}
