package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import org.jspecify.annotations.Nullable;

/** An Ethernet header. */
@Vocabulary
public final class Ethernet {
  private final Area at;
  private final Area end;

  Ethernet(Area at, Area end) {
    this.at = at;
    this.end = end;
  }

  /** {@return the type of what follows: {@code 0x0800} is IPv4} */
  public int protocol() {
    return at.be16(Ethhdr.H_PROTO.offset());
  }

  /** {@return the address that it goes to, 48 bits} */
  public long destination() {
    return address(at, Ethhdr.H_DEST.offset());
  }

  /** {@return the address that it comes from, 48 bits} */
  public long source() {
    return address(at, Ethhdr.H_SOURCE.offset());
  }

  static long address(Area at, int offset) {
    return (long) at.be16(offset) << 32 | at.be32(offset + 2) & 0xffff_ffffL;
  }

  /** Changes where it goes: the lower 48 bits. */
  public void setDestination(long address) {
    setAddress(Ethhdr.H_DEST.offset(), address);
  }

  /** Changes where it comes from: the lower 48 bits. */
  public void setSource(long address) {
    setAddress(Ethhdr.H_SOURCE.offset(), address);
  }

  private void setAddress(int offset, long address) {
    at.setBe16(offset, (int) (address >>> 32));
    at.setBe32(offset + 2, (int) address);
  }

  /** {@return the IPv4 header behind it; null where there is none} */
  public @Nullable Ipv4 ipv4() {
    return EtherPayload.ipv4(protocol(), at.plus(Ethhdr.SIZE), end);
  }

  /** {@return the IPv6 header behind it; null where there is none} */
  public @Nullable Ipv6 ipv6() {
    return EtherPayload.ipv6(protocol(), at.plus(Ethhdr.SIZE), end);
  }

  /** {@return the ARP packet for IPv4 behind it; null where there is none} */
  public @Nullable Arp arp() {
    return EtherPayload.arp(protocol(), at.plus(Ethhdr.SIZE), end);
  }

  /** {@return the VLAN tag behind it; null where there is none} */
  public @Nullable Vlan vlan() {
    return EtherPayload.vlan(protocol(), at.plus(Ethhdr.SIZE), end);
  }
}
