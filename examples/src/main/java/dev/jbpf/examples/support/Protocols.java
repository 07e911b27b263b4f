package dev.jbpf.examples.support;

/**
 * Numbers of network protocols, by the names that C has for them.
 *
 * <p>Source: {@code include/uapi/linux/if_ether.h}, {@code in.h}, {@code if_packet.h}.
 */
public final class Protocols {
  /** Bytes of an Ethernet header. */
  public static final int ETH_HLEN = 14;

  /** IPv4 behind an Ethernet header. */
  public static final int ETH_P_IP = 0x0800;

  public static final int IPPROTO_ICMP = 1;
  public static final int IPPROTO_TCP = 6;
  public static final int IPPROTO_UDP = 17;

  /** A packet that this machine sends. */
  public static final int PACKET_OUTGOING = 4;

  private Protocols() {}
}
