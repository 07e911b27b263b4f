package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Protocols;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** What follows a header that names it by an Ethernet type. */
@Vocabulary
final class EtherPayload {
  private EtherPayload() {}

  static @Nullable Ipv4 ipv4(int protocol, Area next, Area end) {
    return protocol == Protocols.ETH_P_IP && next.reaches(end, Ipv4.SIZE)
        ? new Ipv4(next, end)
        : null;
  }

  static @Nullable Ipv6 ipv6(int protocol, Area next, Area end) {
    return protocol == Protocols.ETH_P_IPV6 && next.reaches(end, Ipv6.SIZE)
        ? new Ipv6(next, end)
        : null;
  }

  static @Nullable Arp arp(int protocol, Area next, Area end) {
    if (protocol != Protocols.ETH_P_ARP || !next.reaches(end, Arp.SIZE)) {
      return null;
    }
    Arp arp = new Arp(next);
    return arp.isForIpv4() ? arp : null;
  }

  static @Nullable Vlan vlan(int protocol, Area next, Area end) {
    boolean isTag = protocol == Protocols.ETH_P_8021Q || protocol == Protocols.ETH_P_8021AD;
    return isTag && next.reaches(end, Vlan.SIZE) ? new Vlan(next, end) : null;
  }
}
