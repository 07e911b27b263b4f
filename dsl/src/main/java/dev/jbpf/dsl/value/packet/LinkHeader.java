package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.kernel.Protocols;

/** A header that says what follows it by an Ethernet type. */
public abstract class LinkHeader extends PacketHeader {
  private final int size;

  LinkHeader(Packet packet, Place place, int size) {
    super(packet, place);
    this.size = size;
  }

  /** {@return the Ethernet type of what follows: {@code 0x0800} is IPv4} */
  public abstract Be16 protocol();

  /** {@return the IPv4 header behind it} */
  public final Maybe<Ipv4> ipv4() {
    return header(next(), Ipv4.SIZE, Ipv4::new).filter(ip -> protocol().eq(Protocols.ETH_P_IP));
  }

  /** {@return the IPv6 header behind it} */
  public final Maybe<Ipv6> ipv6() {
    return header(next(), Ipv6.SIZE, Ipv6::new).filter(ip -> protocol().eq(Protocols.ETH_P_IPV6));
  }

  /** {@return the ARP packet for IPv4 over Ethernet behind it} */
  public final Maybe<Arp> arp() {
    return header(next(), Arp.SIZE, Arp::new)
        .filter(arp -> protocol().eq(Protocols.ETH_P_ARP))
        .filter(Arp::isForIpv4);
  }

  /** {@return the VLAN tag behind it} */
  public final Maybe<Vlan> vlan() {
    return header(next(), Vlan.SIZE, Vlan::new)
        .filter(
            tag -> protocol().eq(Protocols.ETH_P_8021Q).or(protocol().eq(Protocols.ETH_P_8021AD)));
  }

  /** {@return what is behind it, as a packet of its own} */
  public final Packet payload() {
    return packet().from(next());
  }

  /** {@return what is behind it as the record has it} */
  public final <R extends Record> Maybe<Cell<R>> payload(Class<R> type) {
    return record(next(), type);
  }

  private Place next() {
    return place().plus(size);
  }
}
