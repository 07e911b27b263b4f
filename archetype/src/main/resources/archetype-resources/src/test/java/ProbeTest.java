package ${package};

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.testkit.BpfTest;

class ProbeTest {
  @BpfTest
  void countsUdp() {
    byte[] packet = new byte[64];
    packet[14] = 0x45; // IPv4, a header of 20 bytes
    packet[14 + 9] = Probe.UDP;
    assertThat(Probe.COUNT.program())
        .ofType(ProgramType.SOCKET_FILTER)
        .withPacket(packet)
        .withMap(Probe.PACKETS)
        .returns(0)
        .andMap(Probe.PACKETS)
        .containsEntry(Probe.UDP, 1L);
  }
}
