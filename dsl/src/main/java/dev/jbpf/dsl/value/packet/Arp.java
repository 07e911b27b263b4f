package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.kernel.StructField;

/** An ARP packet for IPv4 over Ethernet: RFC 826. */
public final class Arp extends PacketHeader {
  static final int SIZE = 28;

  private static final int ETHERNET = 1;
  private static final int IPV4 = 0x0800;
  private static final int SIZES = 0x0604;

  Arp(Packet packet, Place place) {
    super(packet, place);
  }

  private static StructField field(String name, int offset, int size) {
    return new StructField("arphdr", name, offset, size, false);
  }

  Bool isForIpv4() {
    return be16(field("ar_hrd", 0, 2))
        .eq(ETHERNET)
        .and(be16(field("ar_pro", 2, 2)).eq(IPV4))
        .and(be16(field("ar_hln", 4, 2)).eq(SIZES));
  }

  /** {@return 1 for a request, 2 for a reply} */
  public Be16 operation() {
    return be16(field("ar_op", 6, 2));
  }

  /** {@return the hardware's address of who asks} */
  public Cell<byte[]> senderHardware() {
    return bytes(field("ar_sha", 8, 6));
  }

  /** {@return the address of who asks} */
  public Be32 sender() {
    return be32(field("ar_sip", 14, 4));
  }

  /** {@return the hardware's address of who is asked} */
  public Cell<byte[]> targetHardware() {
    return bytes(field("ar_tha", 18, 6));
  }

  /** {@return the address of who is asked} */
  public Be32 target() {
    return be32(field("ar_tip", 24, 4));
  }
}
