package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.kernel.Ethhdr;

/** An Ethernet header. */
public final class Ethernet extends LinkHeader {
  Ethernet(Packet packet, Place place) {
    super(packet, place, Ethhdr.SIZE);
  }

  @Override
  public Be16 protocol() {
    return be16(Ethhdr.H_PROTO);
  }

  /** {@return the address that it goes to} */
  public Cell<byte[]> destination() {
    return bytes(Ethhdr.H_DEST);
  }

  /** {@return the address that it comes from} */
  public Cell<byte[]> source() {
    return bytes(Ethhdr.H_SOURCE);
  }
}
