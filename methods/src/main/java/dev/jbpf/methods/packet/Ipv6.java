package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Ipv6hdr;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** An IPv6 header, the 40 bytes that all have; up to 6 extension headers are passed over. */
@Vocabulary
public final class Ipv6 {
  static final int SIZE = Ipv6hdr.SIZE;

  private final Area at;
  private final Area end;

  Ipv6(Area at, Area end) {
    this.at = at;
    this.end = end;
  }

  /** {@return what follows: 6 is TCP, 17 is UDP; others are extensions} */
  public int nextHeader() {
    return at.u8(Ipv6hdr.NEXTHDR.offset());
  }

  /** {@return the bytes behind the header} */
  public int payloadLength() {
    return at.be16(Ipv6hdr.PAYLOAD_LEN.offset());
  }

  /** {@return how far it may still go} */
  public int hopLimit() {
    return at.u8(Ipv6hdr.HOP_LIMIT.offset());
  }

  /** {@return the upper half of where it comes from} */
  public long sourceHigh() {
    return at.be64(Ipv6hdr.SADDR.offset());
  }

  /** {@return the lower half of where it comes from} */
  public long sourceLow() {
    return at.be64(Ipv6hdr.SADDR.offset() + Long.BYTES);
  }

  /** {@return the upper half of where it goes} */
  public long destinationHigh() {
    return at.be64(Ipv6hdr.DADDR.offset());
  }

  /** {@return the lower half of where it goes} */
  public long destinationLow() {
    return at.be64(Ipv6hdr.DADDR.offset() + Long.BYTES);
  }

  /** {@return the TCP header; null where it carries something else, or a later fragment} */
  public @Nullable Tcp tcp() {
    Area content =
        Extensions.content(at.plus(SIZE), end, nextHeader(), Protocols.IPPROTO_TCP, Tcp.SIZE);
    return content == null ? null : new Tcp(content, end);
  }

  /** {@return the UDP header; null where it carries something else, or a later fragment} */
  public @Nullable Udp udp() {
    Area content =
        Extensions.content(at.plus(SIZE), end, nextHeader(), Protocols.IPPROTO_UDP, Udp.SIZE);
    return content == null ? null : new Udp(content, end);
  }

  /** {@return the ICMPv6 message; null where it carries something else, or a later fragment} */
  public @Nullable Icmp icmp() {
    Area content =
        Extensions.content(at.plus(SIZE), end, nextHeader(), Protocols.IPPROTO_ICMPV6, Icmp.SIZE);
    return content == null ? null : new Icmp(content);
  }
}
