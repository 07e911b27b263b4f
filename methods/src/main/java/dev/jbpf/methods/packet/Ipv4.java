package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import java.net.Inet4Address;
import org.jspecify.annotations.Nullable;

/** An IPv4 header, the 20 bytes that all have; options are passed over. */
@Vocabulary
public final class Ipv4 {
  static final int SIZE = Iphdr.SIZE;

  private static final int LENGTH_BITS = 0x0f;

  private final Area at;
  private final Area end;

  Ipv4(Area at, Area end) {
    this.at = at;
    this.end = end;
  }

  /** {@return the bytes of the header, with its options: 20 to 60, or less where it is broken} */
  public int headerLength() {
    return (at.u8(0) & LENGTH_BITS) << 2;
  }

  /** {@return how it is to be treated: {@code tos}} */
  public int typeOfService() {
    return at.u8(Iphdr.TOS.offset());
  }

  /** {@return the bytes of header and content} */
  public int totalLength() {
    return at.be16(Iphdr.TOT_LEN.offset());
  }

  /** {@return what it carries: 6 is TCP, 17 is UDP} */
  public int protocol() {
    return at.u8(Iphdr.PROTOCOL.offset());
  }

  /** {@return how far it may still go} */
  public int timeToLive() {
    return at.u8(Iphdr.TTL.offset());
  }

  /** {@return where it comes from: {@code 0x0a000001} is 10.0.0.1} */
  public int source() {
    return at.be32(Iphdr.SADDR.offset());
  }

  /** {@return where it goes} */
  public int destination() {
    return at.be32(Iphdr.DADDR.offset());
  }

  /** {@return where it comes from} */
  public Inet4Address sourceAddress() {
    return Addresses.ipv4(source());
  }

  /** {@return where it goes} */
  public Inet4Address destinationAddress() {
    return Addresses.ipv4(destination());
  }

  /** {@return the sum of the header} */
  public int checksum() {
    return at.be16(Iphdr.CHECK.offset());
  }

  /** Changes where it goes; the sums are the caller's to change. */
  public void setDestination(int address) {
    at.setBe32(Iphdr.DADDR.offset(), address);
  }

  /** Changes where it comes from; the sums are the caller's to change. */
  public void setSource(int address) {
    at.setBe32(Iphdr.SADDR.offset(), address);
  }

  /** Changes how far it may still go; the sum is the caller's to change. */
  public void setTimeToLive(int hops) {
    at.set8(Iphdr.TTL.offset(), hops);
  }

  /** {@return whether it is a piece of a larger one, other than the first} */
  public boolean isLaterFragment() {
    return (at.be16(Iphdr.FRAG_OFF.offset()) & Protocols.IP_OFFSET) != 0;
  }

  /** {@return the TCP header; null where it carries something else, or a later fragment} */
  public @Nullable Tcp tcp() {
    Area content = content(Protocols.IPPROTO_TCP, Tcp.SIZE);
    return content == null ? null : new Tcp(content, end);
  }

  /** {@return the UDP header; null where it carries something else, or a later fragment} */
  public @Nullable Udp udp() {
    Area content = content(Protocols.IPPROTO_UDP, Udp.SIZE);
    return content == null ? null : new Udp(content, end);
  }

  /** {@return the ICMP message; null where it carries something else, or a later fragment} */
  public @Nullable Icmp icmp() {
    Area content = content(Protocols.IPPROTO_ICMP, Icmp.SIZE);
    return content == null ? null : new Icmp(content);
  }

  /** {@return what is behind it, whatever it is, as the record has it; null where it is cut off} */
  public <R extends Record> @Nullable Cell<R> payload(Class<R> type) {
    int length = headerLength();
    return length < SIZE ? null : Packet.cell(at.plus(length), end, Codec.record(type));
  }

  /** {@return {@code size} bytes of what it carries, if that is of this protocol} */
  private @Nullable Area content(int number, int size) {
    int length = headerLength();
    if (protocol() != number || isLaterFragment() || length < SIZE) {
      return null;
    }
    Area content = at.plus(length);
    return content.reaches(end, size) ? content : null;
  }
}
