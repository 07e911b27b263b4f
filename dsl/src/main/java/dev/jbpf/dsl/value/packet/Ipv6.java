package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.kernel.Ipv6hdr;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.map.Codec;
import java.net.Inet6Address;
import java.util.function.BiFunction;

/** An IPv6 header; the extension headers behind it are passed over. */
public final class Ipv6 extends PacketHeader {
  static final int SIZE = Ipv6hdr.SIZE;

  Ipv6(Packet packet, Place place) {
    super(packet, place);
  }

  /** {@return the bytes behind this header} */
  public Be16 payloadLength() {
    return be16(Ipv6hdr.PAYLOAD_LEN);
  }

  /** {@return what follows: an extension header, or 6 for TCP, 17 for UDP} */
  public U8 nextHeader() {
    return u8(Ipv6hdr.NEXTHDR.offset());
  }

  /** {@return how far it may still go} */
  public U8 hopLimit() {
    return u8(Ipv6hdr.HOP_LIMIT.offset());
  }

  /** {@return where it comes from: a key of maps as it is} */
  public Cell<Inet6Address> source() {
    return cell(Ipv6hdr.SADDR, Codec.IPV6);
  }

  /** {@return where it goes: a key of maps as it is} */
  public Cell<Inet6Address> destination() {
    return cell(Ipv6hdr.DADDR, Codec.IPV6);
  }

  /** {@return the TCP header, unless it carries something else, or a later fragment} */
  public Maybe<Tcp> tcp() {
    return carried(Protocols.IPPROTO_TCP, Tcp.SIZE, Tcp::new);
  }

  /** {@return the UDP header, unless it carries something else, or a later fragment} */
  public Maybe<Udp> udp() {
    return carried(Protocols.IPPROTO_UDP, Udp.SIZE, Udp::new);
  }

  /** {@return the ICMPv6 header, unless it carries something else, or a later fragment} */
  public Maybe<Icmp> icmp() {
    return carried(Protocols.IPPROTO_ICMPV6, Icmp.SIZE, Icmp::new);
  }

  /** {@return what is behind this header, its extensions first, as a packet of its own} */
  public Packet payload() {
    return packet().from(place().plus(SIZE));
  }

  private <H> Maybe<H> carried(int number, int size, BiFunction<Packet, Place, H> maker) {
    return new Maybe<>(
            scope(),
            absent ->
                new Extensions(packet(), place().plus(SIZE)).find(nextHeader(), number, absent))
        .flatMap(place -> header(place, size, maker));
  }
}
