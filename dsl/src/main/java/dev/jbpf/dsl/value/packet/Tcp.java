package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.kernel.Tcphdr;

/** A TCP header, the 20 bytes that all have. */
public final class Tcp extends PacketHeader {
  static final int SIZE = Tcphdr.SIZE;

  private static final int MOST_BYTES = 60;
  private static final int FLAGS = 13;
  private static final int LENGTH = 12;

  Tcp(Packet packet, Place place) {
    super(packet, place);
  }

  /** {@return the port that it comes from} */
  public Be16 source() {
    return be16(Tcphdr.SOURCE);
  }

  /** {@return the port that it goes to} */
  public Be16 destination() {
    return be16(Tcphdr.DEST);
  }

  /** {@return the number of its first byte} */
  public Be32 sequence() {
    return be32(Tcphdr.SEQ);
  }

  /** {@return the number of the byte that is expected next} */
  public Be32 acknowledged() {
    return be32(Tcphdr.ACK_SEQ);
  }

  /** {@return the bytes of the header, with its options: 20 to 60} */
  public U32 headerLength() {
    return u8(LENGTH).toU32().shiftRight(4).shiftLeft(2);
  }

  /** {@return its options and what is behind them: options end at {@code headerLength() - 20}} */
  public Packet options() {
    return packet().from(place().plus(SIZE));
  }

  /** {@return what it carries, behind its options, if the length of the header can be right} */
  public Maybe<Packet> payload() {
    U32 length = headerLength();
    return packet().from(place()).from(length, MOST_BYTES).filter(all -> length.ge(SIZE));
  }

  /** {@return all flags: FIN is 1, SYN 2, RST 4, PSH 8, ACK 16} */
  public U8 flags() {
    return u8(FLAGS);
  }

  /** {@return whether it opens a connection, or answers that} */
  public Bool isSyn() {
    return flags().hasAny(Protocols.TCPHDR_SYN);
  }

  /** {@return whether it acknowledges something} */
  public Bool isAck() {
    return flags().hasAny(Protocols.TCPHDR_ACK);
  }

  /** {@return whether it is the last of its direction} */
  public Bool isFin() {
    return flags().hasAny(Protocols.TCPHDR_FIN);
  }

  /** {@return whether it breaks the connection off} */
  public Bool isReset() {
    return flags().hasAny(Protocols.TCPHDR_RST);
  }

  Sums sum() {
    return new Sums(this, Tcphdr.CHECK);
  }

  /** {@return the sum of header, content and addresses} */
  public Be16 checksum() {
    return be16(Tcphdr.CHECK);
  }

  /** Changes the sum. */
  public void setChecksum(Be16 sum) {
    set(Tcphdr.CHECK, sum.ir());
  }

  /** Changes the port that it goes to, and the sum. */
  public void rewriteDestination(Be16 port) {
    rewrite(Tcphdr.DEST, port.ir(), sum()::follow);
  }

  /** Changes the port that it comes from, and the sum. */
  public void rewriteSource(Be16 port) {
    rewrite(Tcphdr.SOURCE, port.ir(), sum()::follow);
  }

  /** Changes the port that it goes to; the sum is the caller's to change. */
  public void setDestination(Be16 port) {
    set(Tcphdr.DEST, port.ir());
  }

  /** Changes the port that it comes from; the sum is the caller's to change. */
  public void setSource(Be16 port) {
    set(Tcphdr.SOURCE, port.ir());
  }
}
