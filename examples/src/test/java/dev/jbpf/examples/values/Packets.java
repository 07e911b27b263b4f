package dev.jbpf.examples.values;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Packets to test with. */
final class Packets {
  static final int TCP = 6;
  static final int UDP = 17;
  static final int SYN = 2;
  static final int ACK = 16;

  private static final int ETHERNET = 14;

  private Packets() {}

  static Inet4Address address(String text) {
    try {
      return (Inet4Address) InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** {@return an IPv4 packet of that protocol, with so many bytes of options} */
  static ByteBuffer ipv4(int protocol, String from, String to, int options) {
    ByteBuffer packet = ByteBuffer.allocate(ETHERNET + 20 + options + 40);
    packet.putShort(12, (short) 0x0800);
    packet.put(ETHERNET, (byte) (0x45 + options / 4));
    packet.put(ETHERNET + 8, (byte) 64);
    packet.put(ETHERNET + 9, (byte) protocol);
    packet.put(ETHERNET + 12, address(from).getAddress());
    packet.put(ETHERNET + 16, address(to).getAddress());
    packet.position(ETHERNET + 20 + options);
    return packet;
  }

  /** {@return a TCP segment with these flags} */
  static byte[] tcp(String from, String to, int port, int flags, int options) {
    ByteBuffer packet = ipv4(TCP, from, to, options);
    int at = packet.position();
    packet.putShort(at, (short) 40_000).putShort(at + 2, (short) port);
    packet.put(at + 12, (byte) 0x50).put(at + 13, (byte) flags);
    return packet.array();
  }

  /** {@return a UDP datagram} */
  static byte[] udp(String from, String to, int port) {
    ByteBuffer packet = ipv4(UDP, from, to, 0);
    int at = packet.position();
    packet.putShort(at, (short) 40_000).putShort(at + 2, (short) port).putShort(at + 4, (short) 8);
    return packet.array();
  }
}
