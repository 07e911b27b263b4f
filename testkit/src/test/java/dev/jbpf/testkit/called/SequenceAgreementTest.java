package dev.jbpf.testkit.called;

import static dev.jbpf.testkit.BpfAssertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.testkit.BpfTest;
import dev.jbpf.vm.packet.Packet;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Helpers and kfuncs one behind the other, each on what those before left: some 600 results, the
 * packets, maps and records are on the machine what they are in the kernel. The kit compares these.
 */
class SequenceAgreementTest {
  private static final Packet PACKET =
      Packet.ethernet()
          .ipv4("192.0.2.1", "198.51.100.2")
          .udp(5353, 53)
          .payload("a payload of 22 bytes");

  private static BpfObjectFile object;

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    object = TestObjects.compiled("sequences", folder);
  }

  @BpfTest
  @CsvSource({
    "walks, 0", "lockings, 0", "networks, 0", "ends, 0", "within, 0", "tails, 3", "records, 0",
    "prints, 0", "reads, 0", "ranges, 0", "atomics, 0", "vlans, 0", "lengths, 0", "rooms, 0",
    "families, 0", "views, 0", "shown, 1", "moves, 0", "rounds, 0"
  })
  void givesWhatTheKernelGives(String program, int result) {
    assertThat(object).program(program).withPacket(PACKET).returns(result);
  }
}
