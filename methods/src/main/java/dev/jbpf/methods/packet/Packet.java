package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** The bytes of the packet, from its Ethernet header on. */
@Vocabulary
public final class Packet {
  private final Area data;
  private final Area end;

  /** The packet between these places. */
  public Packet(Area data, Area end) {
    this.data = data;
    this.end = end;
  }

  /** {@return how many bytes there are, without those in other pieces} */
  public int length() {
    return (int) data.distance(end);
  }

  /** {@return the first {@code size} bytes; null where there are fewer} */
  public @Nullable Area bytes(int size) {
    return data.reaches(end, size) ? data : null;
  }

  /**
   * {@return {@code size} bytes from {@code offset} on; null where they are not all there}
   *
   * @param offset at most some 60,000, as far as the verifier can tell
   */
  public @Nullable Area bytes(int offset, int size) {
    Area place = data.plus(offset);
    return place.reaches(end, size) ? place : null;
  }

  /** {@return the Ethernet header; null where the packet is too short} */
  public @Nullable Ethernet ethernet() {
    return data.reaches(end, Ethhdr.SIZE) ? new Ethernet(data, end) : null;
  }

  /** {@return the IPv4 header behind the Ethernet header; null where there is none} */
  public @Nullable Ipv4 ipv4() {
    if (!data.reaches(end, Ethhdr.SIZE + Ipv4.SIZE)) {
      return null;
    }
    return new Ethernet(data, end).protocol() == Protocols.ETH_P_IP
        ? new Ipv4(data.plus(Ethhdr.SIZE), end)
        : null;
  }

  /** {@return the IPv6 header behind the Ethernet header; null where there is none} */
  public @Nullable Ipv6 ipv6() {
    if (!data.reaches(end, Ethhdr.SIZE + Ipv6.SIZE)) {
      return null;
    }
    return new Ethernet(data, end).protocol() == Protocols.ETH_P_IPV6
        ? new Ipv6(data.plus(Ethhdr.SIZE), end)
        : null;
  }

  /** {@return the IPv4 header that it starts with, as for groups; null where there is none} */
  public @Nullable Ipv4 networkIpv4() {
    return data.reaches(end, Ipv4.SIZE) && data.u8(0) >> 4 == 4 ? new Ipv4(data, end) : null;
  }

  /** {@return the IPv6 header that it starts with, as for groups; null where there is none} */
  public @Nullable Ipv6 networkIpv6() {
    return data.reaches(end, Ipv6.SIZE) && data.u8(0) >> 4 == 6 ? new Ipv6(data, end) : null;
  }

  /**
   * {@return a header of one's own: what is at {@code offset} as the record has it; null where it
   * is not all there}
   *
   * @param offset at most some 60,000, as far as the verifier can tell
   */
  public <R extends Record> @Nullable Cell<R> at(int offset, Class<R> type) {
    return cell(data.plus(offset), end, Codec.record(type));
  }

  static <R extends Record> @Nullable Cell<R> cell(Area at, Area end, Codec<R> codec) {
    return at.reaches(end, codec.size()) ? new Cell<>(at, codec) : null;
  }
}
