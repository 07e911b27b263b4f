package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  private static List<String> lines(String source) {
    Assembly assembly = Assembler.assemble(source);
    assertThat(assembly.report()).isEmpty();
    return Disassembler.lines(assembly.program().orElseThrow(), Dialect.LLVM);
  }

  @ParameterizedTest
  @CsvSource({
    "r0 = *(u32 *)(r1 + skb.len), r0 = *(u32 *)(r1 + 0)",
    "r0 = *(u32 *)(r1 + __sk_buff.protocol), r0 = *(u32 *)(r1 + 16)",
    "'ldxw %r2, [%r1+xdp_md.data_end]', r2 = *(u32 *)(r1 + 4)",
    "r2 = *(u32 *)(r1 + xdp.ingress_ifindex), r2 = *(u32 *)(r1 + 12)",
    "r0 = *(u8 *)(r7 + iphdr.protocol), r0 = *(u8 *)(r7 + 9)",
    "r1 = *(u64 *)(r1 + pt_regs.x86_64.parm1), r1 = *(u64 *)(r1 + 112)",
    "r1 = *(u64 *)(r1 + pt_regs.arm64.parm2), r1 = *(u64 *)(r1 + 8)",
    "r0 = XDP_DROP, r0 = 1",
    "r4 = BPF_NOEXIST, r4 = 1",
    "if r2 == ETH_P_IP goto +0, if r2 == 2048 goto +0",
    "call map_lookup_elem, call 1",
    "call bpf_get_prandom_u32, call 7"
  })
  void namesStandForTheKernelsNumbers(String written, String meant) {
    assertThat(lines(written)).isEqualTo(lines(meant));
  }

  @Test
  void aFieldThatIsNotThereIsAnErrorWithThoseThatAreNear() {
    Assembly assembly = Assembler.assemble("r0 = *(u32 *)(r1 + skb.length)\n");
    assertThat(assembly.report()).contains("skb.length").contains("skb.len");
  }
}
