package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.kernel.BpfFlowKeys;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.packet.Packet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;

/** Flow dissectors: what they are given, and the keys that they leave. */
class FlowDissectorTest {
  private static final Packet PACKET =
      Packet.ethernet().ipv4("192.0.2.1", "198.51.100.2").udp(5353, 53).payload("?");

  private static ProgramAssert dissector(String source) {
    return assertThat(source).assembles().ofType(ProgramType.FLOW_DISSECTOR);
  }

  @BpfTest
  void theKeysStartAsTheKernelStartsThem() {
    dissector("r2 = *(u64 *)(r1 + 144); r0 = *(u32 *)(r2 + 0); exit")
        .withPacket(PACKET)
        .returns(14 << 16 | 14)
        .andMember(BpfFlowKeys.N_PROTO)
        .isEqualTo(0x0008);
  }

  @BpfTest
  void aProgramFillsThemIn() {
    RunAssert run =
        dissector(
                """
                r2 = *(u32 *)(r1 + 76)
                r3 = *(u32 *)(r1 + 80)
                r6 = *(u64 *)(r1 + 144)
                r0 = 1
                r4 = r2
                r4 += 42
                if r4 > r3 goto out
                r4 = *(u8 *)(r2 + 23)
                *(u8 *)(r6 + 9) = r4
                r4 = *(u32 *)(r2 + 34)
                *(u32 *)(r6 + 12) = r4
                r4 = *(u32 *)(r2 + 26)
                *(u32 *)(r6 + 16) = r4
                r4 = 34
                *(u16 *)(r6 + 2) = r4
                r0 = 0
                out:
                exit
                """)
            .withPacket(PACKET)
            .returns(0);
    run.andMember(BpfFlowKeys.IP_PROTO).isEqualTo(17);
    run.andMember(BpfFlowKeys.DPORT).isEqualTo(0x3500);
    run.andMember(BpfFlowKeys.IPV4_SRC).isEqualTo(0x0102_00c0);
    run.andMember(BpfFlowKeys.THOFF).isEqualTo(34);
    run.leavesPacket(PACKET);
  }

  /** Offsets stay inside of the packet, and behind what is in front of the network's header. */
  @BpfTest
  @CsvSource({"0, 0, 14, 14", "20, 3, 20, 20", "9999, 50, 43, 43", "14, 65535, 14, 43"})
  void offsetsAreMovedInside(int network, int transport, int networkLeft, int transportLeft) {
    RunAssert run =
        dissector(
                "r2 = *(u64 *)(r1 + 144); r3 = %d; *(u16 *)(r2 + 0) = r3; r3 = %d; *(u16 *)(r2 + 2) = r3; r0 = 129; exit"
                    .formatted(network, transport))
            .withPacket(PACKET)
            .returns(129);
    run.andMember(BpfFlowKeys.NHOFF).isEqualTo(networkLeft);
    run.andMember(BpfFlowKeys.THOFF).isEqualTo(transportLeft);
  }

  @BpfTest
  void flagsAreGiven() {
    dissector("r2 = *(u64 *)(r1 + 144); r0 = *(u32 *)(r2 + 48); exit")
        .withContext(
            SocketBuffer.of(ProgramType.FLOW_DISSECTOR, PACKET.bytes()).with(BpfFlowKeys.FLAGS, 5))
        .returns(5)
        .andMember(BpfFlowKeys.FLAGS)
        .isEqualTo(5);
  }

  /** There is no socket buffer in a test run: helpers find nothing. */
  @BpfTest
  void helpersLoadNothing() {
    dissector(
            "r2 = 0; r3 = r10; r3 += -8; r4 = 8; call skb_load_bytes; r1 = *(u64 *)(r10 - 8); r0 += r1; exit")
        .withPacket(PACKET)
        .returns(Errno.EFAULT.result());
  }

  @BpfTest
  void aSessionKeepsNoKeys() {
    BpfSession session =
        BpfSession.of(
            dev.jbpf.elf.bpf.ProgramDef.of(
                "dissect",
                "flow_dissector",
                dev.jbpf.text.Assembler.assemble(
                        "r2 = *(u64 *)(r1 + 144); r0 = *(u8 *)(r2 + 9); r3 = 6; *(u8 *)(r2 + 9) = r3; exit")
                    .program()
                    .orElseThrow()));
    session.run(PACKET).returned(0).andMember(BpfFlowKeys.IP_PROTO).isEqualTo(6);
    session.run(PACKET).returned(0);
  }

  @Test
  void nothingElseIsGiven() {
    SocketBuffer buffer = SocketBuffer.of(ProgramType.FLOW_DISSECTOR, PACKET.bytes());
    for (var member : Map.of(SkBuff.MARK, "mark", BpfFlowKeys.NHOFF, "nhoff").entrySet()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> buffer.with(member.getKey(), 1))
          .withMessageContaining("flags")
          .withMessageContaining(member.getValue());
    }
  }
}
