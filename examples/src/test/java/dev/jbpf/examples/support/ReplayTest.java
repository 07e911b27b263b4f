package dev.jbpf.examples.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.text.Assembler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {
  /** The first byte of a loopback packet's Ethernet header is 0, that of its IPv4 header 0x45. */
  @ParameterizedTest
  @CsvSource({
    "SOCKET_FILTER, r6 = r1; r0 = *(u8 *)skb[0]; exit, 0",
    "CGROUP_SKB, r6 = r1; r0 = *(u8 *)skb[0]; exit, 69",
    "XDP, r0 = *(u32 *)(r1 + 0); r0 = *(u8 *)(r0 + 14); exit, 69",
    "SCHED_CLS, r0 = *(u32 *)(r1 + 76); r0 = *(u8 *)(r0 + 14); exit, 69"
  })
  void everyTypeSeesThePacketFromItsOwnHeaderOn(ProgramType type, String source, long wanted) {
    Program program = Assembler.assemble(source.replace(';', '\n')).program().orElseThrow();
    Replay replay = Replay.of(ProgramSpec.of("test", type, program), (run, maps) -> {});
    assertThat(Replay.packets()).hasSize(65);
    assertThat(Replay.packets())
        .allSatisfy(packet -> assertThat(replay.run(packet.bytes())).isEqualTo(wanted));
  }
}
