package dev.jbpf.examples.classicfilter;

import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.Iphdr;
import dev.jbpf.kernel.Protocols;
import java.nio.ByteBuffer;

/** A line about an Ethernet frame. */
final class FrameText {
  private static final int BYTE = 0xff;

  private FrameText() {}

  static String of(byte[] frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    boolean isIpv4 =
        frame.length >= Ethhdr.SIZE + Iphdr.SIZE
            && bytes.getShort(Ethhdr.H_PROTO.offset()) == Protocols.ETH_P_IP;
    return (isIpv4 ? ipv4(bytes) : "not IPv4") + ", " + frame.length + " bytes";
  }

  private static String ipv4(ByteBuffer frame) {
    return address(frame, Iphdr.SADDR.offset())
        + " > "
        + address(frame, Iphdr.DADDR.offset())
        + " "
        + protocol(frame.get(Ethhdr.SIZE + Iphdr.PROTOCOL.offset()) & BYTE);
  }

  private static String address(ByteBuffer frame, int offset) {
    int at = Ethhdr.SIZE + offset;
    return (frame.get(at) & BYTE)
        + "."
        + (frame.get(at + 1) & BYTE)
        + "."
        + (frame.get(at + 2) & BYTE)
        + "."
        + (frame.get(at + 3) & BYTE);
  }

  private static String protocol(int number) {
    return switch (number) {
      case Protocols.IPPROTO_ICMP -> "ICMP";
      case Protocols.IPPROTO_TCP -> "TCP";
      case Protocols.IPPROTO_UDP -> "UDP";
      default -> "protocol " + number;
    };
  }
}
