package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.kernel.Udphdr;

/** A UDP header. */
public final class Udp extends PacketHeader {
  static final int SIZE = Udphdr.SIZE;

  Udp(Packet packet, Place place) {
    super(packet, place);
  }

  /** {@return the port that it comes from} */
  public Be16 source() {
    return be16(Udphdr.SOURCE);
  }

  /** {@return the port that it goes to} */
  public Be16 destination() {
    return be16(Udphdr.DEST);
  }

  /** {@return the bytes of header and content} */
  public Be16 length() {
    return be16(Udphdr.LEN);
  }

  /** {@return what it carries, as a packet of its own} */
  public Packet payload() {
    return packet().from(place().plus(SIZE));
  }

  /** {@return what is behind it as the record has it} */
  public <R extends Record> Maybe<Cell<R>> payload(Class<R> type) {
    return record(place().plus(SIZE), type);
  }

  Sums sum() {
    return new Sums(this, Udphdr.CHECK);
  }

  /** {@return the sum of header, content and addresses} */
  public Be16 checksum() {
    return be16(Udphdr.CHECK);
  }

  /** Changes the sum. */
  public void setChecksum(Be16 sum) {
    set(Udphdr.CHECK, sum.ir());
  }

  /** Changes the port that it goes to, and the sum. */
  public void rewriteDestination(Be16 port) {
    rewrite(Udphdr.DEST, port.ir(), sum()::followIfAny);
  }

  /** Changes the port that it comes from, and the sum. */
  public void rewriteSource(Be16 port) {
    rewrite(Udphdr.SOURCE, port.ir(), sum()::followIfAny);
  }

  /** Changes the port that it goes to; the sum is the caller's to change. */
  public void setDestination(Be16 port) {
    set(Udphdr.DEST, port.ir());
  }

  /** Changes the port that it comes from; the sum is the caller's to change. */
  public void setSource(Be16 port) {
    set(Udphdr.SOURCE, port.ir());
  }
}
