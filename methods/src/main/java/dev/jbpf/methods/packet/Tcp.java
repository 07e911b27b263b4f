package dev.jbpf.methods.packet;

import dev.jbpf.kernel.Protocols;
import dev.jbpf.kernel.Tcphdr;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;

/** A TCP header, the 20 bytes that all have. */
@Vocabulary
public final class Tcp {
  static final int SIZE = Tcphdr.SIZE;

  private static final int LENGTH = 12;
  private static final int FLAGS = 13;

  private final Area at;

  Tcp(Area at, Area end) {
    this.at = at;
  }

  /** {@return the port that it comes from} */
  public int source() {
    return at.be16(Tcphdr.SOURCE.offset());
  }

  /** {@return the port that it goes to} */
  public int destination() {
    return at.be16(Tcphdr.DEST.offset());
  }

  /** {@return the number of its first byte} */
  public int sequence() {
    return at.be32(Tcphdr.SEQ.offset());
  }

  /** {@return the number of the byte that is expected next} */
  public int acknowledged() {
    return at.be32(Tcphdr.ACK_SEQ.offset());
  }

  /** {@return the bytes of the header, with its options: 20 to 60} */
  public int headerLength() {
    return at.u8(LENGTH) >> 4 << 2;
  }

  /** {@return all flags: FIN is 1, SYN 2, RST 4, PSH 8, ACK 16} */
  public int flags() {
    return at.u8(FLAGS);
  }

  /** {@return whether it opens a connection, or answers that} */
  public boolean isSyn() {
    return (flags() & Protocols.TCPHDR_SYN) != 0;
  }

  /** {@return whether it acknowledges something} */
  public boolean isAck() {
    return (flags() & Protocols.TCPHDR_ACK) != 0;
  }

  /** {@return whether it is the last of its direction} */
  public boolean isFin() {
    return (flags() & Protocols.TCPHDR_FIN) != 0;
  }

  /** {@return whether it breaks the connection off} */
  public boolean isReset() {
    return (flags() & Protocols.TCPHDR_RST) != 0;
  }

  /** Changes the port that it goes to; the sum is the caller's to change. */
  public void setDestination(int port) {
    at.setBe16(Tcphdr.DEST.offset(), port);
  }

  /** Changes the port that it comes from; the sum is the caller's to change. */
  public void setSource(int port) {
    at.setBe16(Tcphdr.SOURCE.offset(), port);
  }
}
