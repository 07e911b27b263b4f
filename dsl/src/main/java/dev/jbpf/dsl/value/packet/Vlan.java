package dev.jbpf.dsl.value.packet;

import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.U16;
import dev.jbpf.kernel.StructField;

/** A VLAN tag, IEEE 802.1Q: {@code struct vlan_hdr}. */
public final class Vlan extends LinkHeader {
  static final int SIZE = 4;

  private static final int ID_BITS = 0xfff;
  private static final StructField CONTROL = new StructField("vlan_hdr", "h_vlan_TCI", 0, 2, false);
  private static final StructField PROTOCOL =
      new StructField("vlan_hdr", "h_vlan_encapsulated_proto", 2, 2, false);

  Vlan(Packet packet, Place place) {
    super(packet, place, SIZE);
  }

  @Override
  public Be16 protocol() {
    return be16(PROTOCOL);
  }

  /** {@return the number of the VLAN: 0 to 4,095} */
  public U16 id() {
    return be16(CONTROL).toHost().and(ID_BITS);
  }
}
