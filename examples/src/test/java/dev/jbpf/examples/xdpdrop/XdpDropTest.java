package dev.jbpf.examples.xdpdrop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.kernel.Protocols;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.attach.PacketSocket;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.runtime.testing.VethPair;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.packet.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XdpDropTest {
  /** Where an Ethernet frame has the protocol of IPv4. */
  private static final int PROTOCOL = 23;

  @ParameterizedTest
  @ValueSource(strings = {"NATIVE", "GENERIC"})
  @KernelTest
  void countsAndDropsInANetworkOfItsOwn(String mode) {
    ExampleRun run = ExampleRun.ok("xdp_drop", "--seconds", "2", "--mode", mode);
    assertThat(run.out()).hasSize(2);
    assertThat(run.out().get(1)).matches("TCP \\d+ UDP 8 ICMP 2 other \\d+ packets, 6 dropped");
  }

  /** Those who listen behind the program receive what it does not drop, and nothing else. */
  private static int receivedBehind(String port, String expected) throws Exception {
    return NetworkNamespace.call(
        () -> {
          VethPair.create();
          try (PacketSocket socket = PacketSocket.open(Kernel.local())) {
            socket.bind("in");
            ExampleRun run =
                ExampleRun.during(
                    VethPair::sendAndWait, "xdp_drop", "--interface=in", "--drop=" + port);
            assertThat(run.out()).endsWith(expected);
            return datagrams(socket);
          }
        });
  }

  private static int datagrams(PacketSocket socket) {
    int count = 0;
    for (var frame = socket.receive(64); frame.isPresent(); frame = socket.receive(64)) {
      count += frame.get()[PROTOCOL] == Protocols.IPPROTO_UDP ? 1 : 0;
    }
    return count;
  }

  @Test
  @KernelTest
  void whatIsDroppedNobodyReceives() throws Exception {
    assertThat(receivedBehind("9", "TCP 0 UDP 7 ICMP 0 other 0 packets, 7 dropped")).isZero();
    assertThat(receivedBehind("10", "TCP 0 UDP 7 ICMP 0 other 0 packets, 0 dropped")).isEqualTo(7);
  }

  @Test
  void onRecordedPacketsItCounts() {
    ExampleRun run =
        ExampleRun.refused(new Permission("Not permitted.", "Be root."), "xdp_drop", "--seconds=1");
    assertThat(run.out().get(1)).isEqualTo("TCP 10 UDP 1 ICMP 2 other 0 packets, 0 dropped");
  }

  @Test
  void asMethod() {
    SameAsMethod same =
        new SameAsMethod(DropMethod.class, DropProgram.PACKETS, DropProgram.DROPPED);
    Packet ip = Packet.ethernet().ipv4("192.0.2.1", "192.0.2.2");
    ProgramDef registers = InRegisters.countAndDrop(9);
    for (Program form : List.of(DropProgram.countAndDrop(9), registers.program())) {
      same.check(
          new SameAsMethod.Run("xdp_drop", form, new Xdp(ip.udp(1, 9).bytes())),
          new SameAsMethod.Run("xdp_drop", form, new Xdp(ip.udp(1, 8).bytes())),
          new SameAsMethod.Run("xdp_drop", form, new Xdp(ip.tcp(1, 9).bytes())),
          new SameAsMethod.Run("xdp_drop", form, new Xdp(new byte[20])));
    }
    same.isTaken(registers);
  }
}
