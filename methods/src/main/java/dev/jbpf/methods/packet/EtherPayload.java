package dev.jbpf.methods.packet;

import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** What follows a header that names it by an Ethernet type. */
@Vocabulary
final class EtherPayload {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;

  private static final int ARP = 0x0806;
  private static final int VLAN = 0x8100;
  private static final int VLAN_OF_PROVIDER = 0x88a8;

  private EtherPayload() {}

  static @Nullable Ipv4 ipv4(int protocol, Area next, Area end) {
    return protocol == IPV4 && next.reaches(end, Ipv4.SIZE) ? new Ipv4(next, end) : null;
  }

  static @Nullable Ipv6 ipv6(int protocol, Area next, Area end) {
    return protocol == IPV6 && next.reaches(end, Ipv6.SIZE) ? new Ipv6(next, end) : null;
  }

  static @Nullable Arp arp(int protocol, Area next, Area end) {
    if (protocol != ARP || !next.reaches(end, Arp.SIZE)) {
      return null;
    }
    Arp arp = new Arp(next);
    return arp.isForIpv4() ? arp : null;
  }

  static @Nullable Vlan vlan(int protocol, Area next, Area end) {
    boolean isTag = protocol == VLAN || protocol == VLAN_OF_PROVIDER;
    return isTag && next.reaches(end, Vlan.SIZE) ? new Vlan(next, end) : null;
  }
}
