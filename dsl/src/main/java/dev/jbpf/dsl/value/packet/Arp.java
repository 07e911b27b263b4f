package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.kernel.Arphdr;
import dev.jbpf.kernel.EtherArp;
import dev.jbpf.kernel.Protocols;

/** An ARP packet for IPv4 over Ethernet: RFC 826. */
public final class Arp extends PacketHeader {
  static final int SIZE = EtherArp.SIZE;

  Arp(Packet packet, Place place) {
    super(packet, place);
  }

  Bool isForIpv4() {
    return be16(Arphdr.AR_HRD)
        .eq(Protocols.ARPHRD_ETHER)
        .and(be16(Arphdr.AR_PRO).eq(Protocols.ETH_P_IP))
        .and(u8(Arphdr.AR_HLN.offset()).eq(EtherArp.ARP_SHA.size()))
        .and(u8(Arphdr.AR_PLN.offset()).eq(EtherArp.ARP_SPA.size()));
  }

  /** {@return 1 for a request, 2 for a reply} */
  public Be16 operation() {
    return be16(Arphdr.AR_OP);
  }

  /** {@return the hardware's address of who asks} */
  public Cell<byte[]> senderHardware() {
    return bytes(EtherArp.ARP_SHA);
  }

  /** {@return the address of who asks} */
  public Be32 sender() {
    return be32(EtherArp.ARP_SPA);
  }

  /** {@return the hardware's address of who is asked} */
  public Cell<byte[]> targetHardware() {
    return bytes(EtherArp.ARP_THA);
  }

  /** {@return the address of who is asked} */
  public Be32 target() {
    return be32(EtherArp.ARP_TPA);
  }
}
