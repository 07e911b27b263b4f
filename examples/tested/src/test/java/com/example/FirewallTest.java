package com.example;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.testkit.BpfSession;
import dev.jbpf.testkit.BpfTest;
import dev.jbpf.testkit.Kernel;
import dev.jbpf.testkit.ProgramAssert;
import dev.jbpf.vm.packet.Packet;
import java.util.Map;
import org.junit.jupiter.params.provider.ValueSource;

class FirewallTest {
  private static final BpfObjectFile FIREWALL = Programs.of("firewall.s");
  private static final MapDef<byte[], Long> BLOCKED =
      MapDef.hash("blocked", Codec.bytes(4), Codec.U64, 64);
  private static final MapDef<Integer, Long> DROPS = MapDef.array("drops", Codec.U64, 2);
  private static final byte[] BAD = {10, 0, 0, 66};

  private static Packet from(String sender) {
    return Packet.ethernet().ipv4(sender, "192.0.2.1");
  }

  private static ProgramAssert firewall() {
    return assertThat(FIREWALL).program("firewall");
  }

  @BpfTest
  void passesStrangers() {
    firewall().withPacket(from("10.0.0.1").udp(1, 53)).returns(XdpAction.PASS);
  }

  @BpfTest
  void dropsBlockedSenders() {
    firewall()
        .withEntry(BLOCKED, BAD, 0L)
        .withPacket(from("10.0.0.66").udp(1, 53))
        .returns(XdpAction.DROP)
        .leavesMap(DROPS, Map.of(0, 1L));
  }

  @BpfTest
  void dropsTelnet() {
    firewall()
        .withPacket(from("10.0.0.1").tcp(1024, 23))
        .returns(XdpAction.DROP)
        .leavesMap(DROPS, Map.of(1, 1L));
  }

  @BpfTest
  @ValueSource(ints = {22, 24, 80, 443, 5888})
  void passesOtherPorts(int port) {
    firewall().withPacket(from("10.0.0.1").tcp(1024, port)).returns(XdpAction.PASS);
  }

  @BpfTest
  void telnetOverUdpIsNone() {
    firewall().withPacket(from("10.0.0.1").udp(1024, 23)).returns(XdpAction.PASS);
  }

  @BpfTest
  void passesIpv6() {
    Packet packet = Packet.ethernet().ipv6("2001:db8::1", "2001:db8::2").tcp(1024, 23);
    firewall().withPacket(packet).returns(XdpAction.PASS);
  }

  @BpfTest
  void passesWhatIsTooShort() {
    firewall().withPacket(new byte[33]).returns(XdpAction.PASS);
  }

  @BpfTest
  void passesTcpWithoutPorts() {
    firewall()
        .withPacket(from("10.0.0.1").set("protocol", 6).payload(new byte[3]))
        .returns(XdpAction.PASS);
  }

  @BpfTest
  void passesHeadersThatLie() {
    firewall()
        .withPacket(from("10.0.0.1").set("headerWords", 4).tcp(1024, 23))
        .returns(XdpAction.PASS);
  }

  @BpfTest
  void changesNothing() {
    Packet packet = from("10.0.0.1").tcp(1024, 443).payload("hello");
    firewall().withPacket(packet).returns(XdpAction.PASS).leavesPacket(packet);
  }

  @BpfTest
  void countsWhatItDrops() {
    BpfSession session = BpfSession.of(FIREWALL);
    session.map(BLOCKED).update(BAD, 0L);
    for (int i = 0; i < 3; i++) {
      session.run(from("10.0.0.66").ping(1, i)).returned(XdpAction.DROP);
    }
    session
        .run(from("10.0.0.1").tcp(1, 23))
        .returned(XdpAction.DROP)
        .leavesMap(DROPS, Map.of(0, 3L, 1, 1L));
  }

  @BpfTest
  void kernelsAccept() {
    firewall().isAcceptedBy(Kernel.V6_1, Kernel.V6_18);
  }
}
