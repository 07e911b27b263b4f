package dev.jbpf.examples.methods;

import dev.jbpf.examples.values.firewall.FirewallProgram;
import dev.jbpf.examples.values.firewall.FirewallProgram.Prefix;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.packet.Ipv4;

/** Drops what comes from blocked networks, and counts it. */
public final class FirewallMethod {
  static final Table<Prefix, Long> BLOCKED = Table.of(FirewallProgram.BLOCKED);
  static final Table<Integer, Long> PACKETS = Table.perCpu(FirewallProgram.PACKETS);

  private static final int PASSED = 0;
  private static final int DROPPED = 1;

  private FirewallMethod() {}

  @BpfProgram("xdp")
  static int firewall(XdpContext context) {
    Ipv4 ip = context.packet().ipv4();
    if (ip == null) {
      return XdpAction.PASS.value();
    }
    Cell<Long> hits = BLOCKED.find(new Prefix(32, ip.sourceAddress()));
    if (hits == null) {
      count(PASSED);
      return XdpAction.PASS.value();
    }
    hits.addAtomic(1);
    count(DROPPED);
    return XdpAction.DROP.value();
  }

  private static void count(int which) {
    Cell<Long> count = PACKETS.find(which);
    if (count != null) {
      count.add(1);
    }
  }
}
