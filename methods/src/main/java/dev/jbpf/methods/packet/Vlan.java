package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Protocols;
import dev.jbpf.kernel.VlanHdr;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** A VLAN tag, IEEE 802.1Q: {@code struct vlan_hdr}. */
@Vocabulary
public final class Vlan {
  static final int SIZE = VlanHdr.SIZE;

  private final Area at;
  private final Area end;

  Vlan(Area at, Area end) {
    this.at = at;
    this.end = end;
  }

  /** {@return the number of the VLAN: 0 to 4,095} */
  public int id() {
    return at.be16(VlanHdr.H_VLAN_TCI.offset()) & Protocols.VLAN_VID_MASK;
  }

  /** {@return how urgent it is: 0 to 7} */
  public int priority() {
    return at.be16(VlanHdr.H_VLAN_TCI.offset()) >> Protocols.VLAN_PRIO_SHIFT;
  }

  /** {@return the Ethernet type of what follows: {@code 0x0800} is IPv4} */
  public int protocol() {
    return at.be16(VlanHdr.H_VLAN_ENCAPSULATED_PROTO.offset());
  }

  /** {@return the IPv4 header behind it; null where there is none} */
  public @Nullable Ipv4 ipv4() {
    return EtherPayload.ipv4(protocol(), at.plus(SIZE), end);
  }

  /** {@return the IPv6 header behind it; null where there is none} */
  public @Nullable Ipv6 ipv6() {
    return EtherPayload.ipv6(protocol(), at.plus(SIZE), end);
  }

  /** {@return the ARP packet for IPv4 behind it; null where there is none} */
  public @Nullable Arp arp() {
    return EtherPayload.arp(protocol(), at.plus(SIZE), end);
  }

  /** {@return the next tag behind it; null where there is none} */
  public @Nullable Vlan vlan() {
    return EtherPayload.vlan(protocol(), at.plus(SIZE), end);
  }
}
