package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Icmphdr;
import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;

/** The first 8 bytes of an ICMP or ICMPv6 message. */
@Vocabulary
public final class Icmp {
  static final int SIZE = Icmphdr.SIZE;

  private static final int IDENTIFIER = 4;
  private static final int SEQUENCE = 6;

  private final Area at;

  Icmp(Area at) {
    this.at = at;
  }

  /** {@return what it is about: 8 is an echo request of ICMP, 128 one of ICMPv6} */
  public int type() {
    return at.u8(Icmphdr.TYPE.offset());
  }

  /** {@return more of what it is about} */
  public int code() {
    return at.u8(Icmphdr.CODE.offset());
  }

  /** {@return the sum} */
  public int checksum() {
    return at.be16(Icmphdr.CHECKSUM.offset());
  }

  /** {@return who an echo is of} */
  public int identifier() {
    return at.be16(IDENTIFIER);
  }

  /** {@return the number of an echo} */
  public int sequence() {
    return at.be16(SEQUENCE);
  }
}
