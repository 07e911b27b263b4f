package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Arphdr;
import dev.jbpf.kernel.EtherArp;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import java.net.Inet4Address;

/** An ARP packet for IPv4 over Ethernet: RFC 826. */
@Vocabulary
public final class Arp {
  static final int SIZE = EtherArp.SIZE;

  private final Area at;

  Arp(Area at) {
    this.at = at;
  }

  boolean isForIpv4() {
    return at.be16(Arphdr.AR_HRD.offset()) == Protocols.ARPHRD_ETHER
        && at.be16(Arphdr.AR_PRO.offset()) == Protocols.ETH_P_IP
        && at.u8(Arphdr.AR_HLN.offset()) == EtherArp.ARP_SHA.size()
        && at.u8(Arphdr.AR_PLN.offset()) == EtherArp.ARP_SPA.size();
  }

  /** {@return 1 for a request, 2 for a reply} */
  public int operation() {
    return at.be16(Arphdr.AR_OP.offset());
  }

  /** {@return the hardware's address of who asks, 48 bits} */
  public long senderHardware() {
    return Ethernet.address(at, EtherArp.ARP_SHA.offset());
  }

  /** {@return the address of who asks: {@code 0x0a000001} is 10.0.0.1} */
  public int sender() {
    return at.be32(EtherArp.ARP_SPA.offset());
  }

  /** {@return the address of who asks} */
  public Inet4Address senderAddress() {
    return Addresses.ipv4(sender());
  }

  /** {@return the hardware's address of who is asked, 48 bits} */
  public long targetHardware() {
    return Ethernet.address(at, EtherArp.ARP_THA.offset());
  }

  /** {@return the address of who is asked} */
  public int target() {
    return at.be32(EtherArp.ARP_TPA.offset());
  }

  /** {@return the address of who is asked} */
  public Inet4Address targetAddress() {
    return Addresses.ipv4(target());
  }
}
