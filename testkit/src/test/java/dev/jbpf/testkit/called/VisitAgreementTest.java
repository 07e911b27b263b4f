package dev.jbpf.testkit.called;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.testkit.BpfTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Helpers that call functions, timers and cookies give on the machine what the kernel's give, which
 * the programs leave in variables. The kit compares these.
 */
class VisitAgreementTest {
  private static BpfObjectFile object;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    object = TestObjects.compiled("visits", folder);
  }

  @BpfTest
  @ValueSource(strings = {"entries", "elements", "loops", "timers", "cookies", "segments"})
  void givesWhatTheKernelGives(String program) {
    assertThat(object).program(program).withPacket(new byte[64]).returns(0);
  }

  /** Of the class of traffic in the headers of IPv4 and IPv6, behind that of Ethernet. */
  @BpfTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 0x41})
  void congestionIsMarked(int type) {
    byte[] ipv4 = new byte[64];
    ipv4[12] = 8;
    ipv4[14] = 0x45;
    ipv4[15] = (byte) type;
    ipv4[24] = (byte) 0xff;
    ipv4[25] = (byte) (0xfd + type);
    byte[] ipv6 = new byte[64];
    ipv6[12] = (byte) 0x86;
    ipv6[13] = (byte) 0xdd;
    ipv6[14] = (byte) (0x60 | type >> 4);
    ipv6[15] = (byte) (type << 4 | 5);
    for (byte[] packet : List.of(ipv4, ipv6)) {
      assertThat("call skb_ecn_set_ce\nexit")
          .assembles()
          .ofType(ProgramType.SCHED_CLS)
          .withPacket(packet)
          .returns((type & 3) == 0 ? 0 : 1);
    }
  }
}
