package dev.jbpf.testkit.method;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.U8;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.TcContext;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.packet.Arp;
import dev.jbpf.methods.packet.Ethernet;
import dev.jbpf.methods.packet.Icmp;
import dev.jbpf.methods.packet.Ipv4;
import dev.jbpf.methods.packet.Ipv6;
import dev.jbpf.methods.packet.Tcp;
import dev.jbpf.methods.packet.Udp;
import dev.jbpf.methods.packet.Vlan;
import dev.jbpf.testkit.MethodTest;
import dev.jbpf.vm.packet.Packet;
import java.util.HexFormat;

/** Headers are where they are, for all engines alike; what is not there is null. */
class HeadersTest {
  private static final int NONE = 99;

  /** A header of one's own: VXLAN's. */
  record Vxlan(@U8 int flags, @U8 int a, @U8 int b, @U8 int c, @BigEndian int network) {}

  /** One program for each header. */
  static final class Headers {
    private Headers() {}

    @BpfProgram("xdp")
    static int ethernet(XdpContext context) {
      Ethernet header = context.packet().ethernet();
      return header == null
          ? NONE
          : (int) (header.destination() ^ header.source()) + header.protocol();
    }

    @BpfProgram("xdp")
    static int vlan(XdpContext context) {
      Ethernet ethernet = context.packet().ethernet();
      Vlan outer = ethernet == null ? null : ethernet.vlan();
      if (outer == null) {
        return NONE;
      }
      Vlan inner = outer.vlan();
      if (inner != null) {
        return inner.id() * 1000 + outer.id();
      }
      Ipv4 ip = outer.ipv4();
      return ip == null ? outer.id() : outer.id() + ip.protocol();
    }

    @BpfProgram("xdp")
    static int arp(XdpContext context) {
      Ethernet ethernet = context.packet().ethernet();
      Arp arp = ethernet == null ? null : ethernet.arp();
      return arp == null
          ? NONE
          : arp.operation() + (arp.sender() ^ arp.target()) + (int) arp.senderHardware();
    }

    @BpfProgram("xdp")
    static int ipv4(XdpContext context) {
      Ipv4 ip = context.packet().ipv4();
      if (ip == null) {
        return NONE;
      }
      Tcp tcp = ip.tcp();
      if (tcp != null) {
        return tcp.destination() + (tcp.isSyn() ? 1 : 0) + ip.headerLength();
      }
      Udp udp = ip.udp();
      if (udp != null) {
        return udp.source() + udp.length();
      }
      Icmp icmp = ip.icmp();
      return icmp == null ? ip.protocol() : icmp.type() * 100 + icmp.code() + icmp.identifier();
    }

    @BpfProgram("tc")
    static int ipv6(TcContext context) {
      Ipv6 ip = context.packet().ipv6();
      if (ip == null) {
        return NONE;
      }
      Tcp tcp = ip.tcp();
      if (tcp != null) {
        return tcp.destination();
      }
      Udp udp = ip.udp();
      if (udp != null) {
        return udp.destination() + 1;
      }
      Icmp icmp = ip.icmp();
      return icmp == null ? ip.nextHeader() : icmp.type();
    }

    @BpfProgram("xdp")
    static int own(XdpContext context) {
      Ipv4 ip = context.packet().ipv4();
      Udp udp = ip == null ? null : ip.udp();
      Cell<Vxlan> header = udp == null ? null : udp.payload(Vxlan.class);
      if (header == null || header.get(Vxlan::flags) != 8) {
        return NONE;
      }
      header.set(Vxlan::a, 7);
      return header.get(Vxlan::network) >>> 8;
    }
  }

  private static void check(String program, byte[] packet, int result) {
    assertThat(Headers.class).program(program).withPacket(packet).returns(result);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @MethodTest
  void ethernet() {
    byte[] packet = new byte[64];
    packet[5] = 3;
    packet[11] = 5;
    packet[12] = 8;
    assertThat(Headers.class).program("ethernet").withPacket(packet).returns((3 ^ 5) + 0x0800);
  }

  @MethodTest
  void vlan() {
    check("vlan", Packet.ethernet().vlan(7).ipv4("192.0.2.1", "192.0.2.2").udp(1, 2).bytes(), 24);
    check("vlan", Packet.ethernet().ipv4("192.0.2.1", "192.0.2.2").udp(1, 2).bytes(), NONE);
    check("vlan", Packet.ethernet().vlan(7).vlan(9).ipv4("192.0.2.1", "192.0.2.2").bytes(), 9007);
  }

  @MethodTest
  void arp() {
    byte[] request =
        hex(
            "ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 c0000201"
                + " 000000000000 c0000202");
    int sum = 1 + 3 + 1;
    check("arp", request, sum);
    byte[] other = request.clone();
    other[15] = 6;
    check("arp", other, NONE);
  }

  @MethodTest
  void ipv4() {
    Packet ip = Packet.ethernet().ipv4("192.0.2.1", "192.0.2.2");
    check("ipv4", ip.udp(53, 9).payload("12345678").bytes(), 53 + 16);
    check("ipv4", ip.tcp(53, 80).bytes(), 80 + 20);
    byte[] options = new byte[14 + 24 + 20];
    System.arraycopy(hex("0800 46"), 0, options, 12, 3);
    options[23] = 6;
    options[14 + 24 + 3] = 80;
    check("ipv4", options, 80 + 24);
    byte[] echo = new byte[64];
    System.arraycopy(hex("0800 45"), 0, echo, 12, 3);
    echo[23] = 1;
    echo[34] = 8;
    echo[39] = 5;
    check("ipv4", echo, 805);
  }

  @MethodTest
  void ipv6() {
    byte[] packet = new byte[14 + 40 + 16 + 8 + 20];
    packet[12] = (byte) 0x86;
    packet[13] = (byte) 0xdd;
    packet[14] = 0x60;
    packet[20] = 0; // hop by hop
    packet[54] = 44;
    packet[55] = 1; // 16 bytes
    packet[70] = 6;
    packet[78 + 3] = 80;
    check("ipv6", packet, 80);
    packet[70 + 3] = 8; // a later fragment
    check("ipv6", packet, 0);
    packet[20] = 58;
    packet[54] = (byte) 128;
    check("ipv6", packet, 128);
  }

  @MethodTest
  void ownHeaders() {
    byte[] packet = new byte[64];
    System.arraycopy(hex("0800 45"), 0, packet, 12, 3);
    packet[23] = 17;
    packet[42] = 8;
    packet[48] = 42;
    check("own", packet, 42);
    packet[42] = 9;
    check("own", packet, NONE);
  }
}
