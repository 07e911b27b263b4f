package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.kernel.Icmphdr;

/** The first 8 bytes of an ICMP or ICMPv6 message. */
public final class Icmp extends PacketHeader {
  static final int SIZE = Icmphdr.SIZE;

  Icmp(Packet packet, Place place) {
    super(packet, place);
  }

  /** {@return what it is about: 8 is an echo request of ICMP, 128 one of ICMPv6} */
  public U8 type() {
    return u8(Icmphdr.TYPE.offset());
  }

  /** {@return more of what it is about} */
  public U8 code() {
    return u8(Icmphdr.CODE.offset());
  }

  /** {@return the sum} */
  public Be16 checksum() {
    return be16(Icmphdr.CHECKSUM);
  }

  /** Changes the type, and the sum. */
  public void rewriteType(U8 type) {
    rewrite(Icmphdr.TYPE, type.ir(), new Sums(this, Icmphdr.CHECKSUM)::follow);
  }
}
