package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.U16;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.kernel.VlanHdr;

/** A VLAN tag, IEEE 802.1Q: {@code struct vlan_hdr}. */
public final class Vlan extends LinkHeader {
  static final int SIZE = VlanHdr.SIZE;

  Vlan(Packet packet, Place place) {
    super(packet, place, SIZE);
  }

  @Override
  public Be16 protocol() {
    return be16(VlanHdr.H_VLAN_ENCAPSULATED_PROTO);
  }

  /** {@return the number of the VLAN: 0 to 4,095} */
  public U16 id() {
    return be16(VlanHdr.H_VLAN_TCI).toHost().and(Protocols.VLAN_VID_MASK);
  }
}
