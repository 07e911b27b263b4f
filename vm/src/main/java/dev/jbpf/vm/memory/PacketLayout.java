package dev.jbpf.vm.memory;

import dev.jbpf.kernel.Ethhdr;

/**
 * How a packet lies in memory.
 *
 * @param isXdp whether it is XDP's, in a page of its own; else a socket buffer's
 * @param hidden the link header, where that is in front of what the program sees
 * @param network where the network header is, counted from the packet's start
 */
public record PacketLayout(boolean isXdp, byte[] hidden, int network) {
  private static final byte[] NOTHING = {};

  /** A packet of XDP. */
  public static final PacketLayout XDP = new PacketLayout(true, NOTHING, Ethhdr.SIZE);

  /** A socket buffer from the Ethernet header on. */
  public static final PacketLayout ETHERNET = new PacketLayout(false, NOTHING, Ethhdr.SIZE);

  /** {@return a socket buffer from the network header on, behind that link header} */
  public static PacketLayout behind(byte[] linkHeader) {
    return new PacketLayout(false, linkHeader.clone(), 0);
  }
}
