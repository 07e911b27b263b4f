package dev.jbpf.methods.packet;

import dev.jbpf.methods.Vocabulary;
import dev.jbpf.methods.memory.Area;
import java.net.Inet4Address;

/** An ARP packet for IPv4 over Ethernet: RFC 826. */
@Vocabulary
public final class Arp {
  static final int SIZE = 28;

  private static final int ETHERNET = 1;
  private static final int IPV4 = 0x0800;
  private static final int SIZES = 0x0604;
  private static final int OPERATION = 6;
  private static final int SENDER_HARDWARE = 8;
  private static final int SENDER = 14;
  private static final int TARGET_HARDWARE = 18;
  private static final int TARGET = 24;

  private final Area at;

  Arp(Area at) {
    this.at = at;
  }

  boolean isForIpv4() {
    return at.be16(0) == ETHERNET && at.be16(2) == IPV4 && at.be16(4) == SIZES;
  }

  /** {@return 1 for a request, 2 for a reply} */
  public int operation() {
    return at.be16(OPERATION);
  }

  /** {@return the hardware's address of who asks, 48 bits} */
  public long senderHardware() {
    return Ethernet.address(at, SENDER_HARDWARE);
  }

  /** {@return the address of who asks: {@code 0x0a000001} is 10.0.0.1} */
  public int sender() {
    return at.be32(SENDER);
  }

  /** {@return the address of who asks} */
  public Inet4Address senderAddress() {
    return Addresses.ipv4(sender());
  }

  /** {@return the hardware's address of who is asked, 48 bits} */
  public long targetHardware() {
    return Ethernet.address(at, TARGET_HARDWARE);
  }

  /** {@return the address of who is asked} */
  public int target() {
    return at.be32(TARGET);
  }

  /** {@return the address of who is asked} */
  public Inet4Address targetAddress() {
    return Addresses.ipv4(target());
  }
}
