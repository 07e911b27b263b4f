package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel's verifier refuses of pointers faults where a run comes to it. */
class StrictTest {
  private static long run(boolean isStrict, Context context, String source) {
    Vm vm = Vm.create(VmOptions.DEFAULT.withStrict(isStrict));
    vm.map(MapDef.array("m", Codec.U64, 2)).update(0, 5L);
    vm.map(MapDef.ringBuffer("r", 4_096));
    return vm.load(Assembler.assemble(source).program().orElseThrow()).run(context);
  }

  private static final String VALUE =
      "*(u32 *)(r10 - 4) = 0; r2 = r10; r2 += -4; r1 = m ll; call 1; if r0 == 0 goto out; ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "r0 = r3; exit | r3 was never written",
        "r0 = 1; r0 += r7; exit | r7 was never written",
        "r0 = *(u64 *)(r10 - 8); exit | what is loaded of stack frame 0 was never written",
        "call 7; r0 = r1; exit | r1 was never written",
        "r1 = 0x10000100 ll; r0 = *(u8 *)(r1 + 0); exit | r1 is a number, and no pointer",
        "r1 = r10; r1 &= -8; r0 = 0; exit | r1 is a pointer, of which this makes something else",
        "r1 = r10; r1 += r10; r0 = 0; exit | r1 is a pointer, of which this makes something else",
        "if r5 == 0 goto +0; r0 = 0; exit | r5 was never written"
      })
  void whatNoVerifierAdmitsFaults(String source, String reason) {
    assertFault(Context.NONE, source, reason);
  }

  private static void assertFault(Context context, String source, String reason) {
    run(false, context, source);
    assertThatExceptionOfType(VmFault.class)
        .isThrownBy(() -> run(true, context, source))
        .matches(fault -> fault.kind() == FaultKind.PROVENANCE)
        .withMessageContaining(reason);
  }

  @Test
  void onlyWhatAPointerPointsToIsReached() {
    assertFault(
        Context.NONE,
        VALUE + "r0 = *(u64 *)(r0 + 8); out: r0 = 0; exit",
        "r0 points to values of map m, and goes out of it");
  }

  @Test
  void packetsMoveAndRecordsGo() {
    String packet =
        "r6 = r1; r2 = *(u32 *)(r1 + 4); r7 = *(u32 *)(r1 + 0); r3 = r7; r3 += 14; if r3 > r2 goto"
            + " out; r1 = r6; r2 = 0; call 44; r0 = *(u8 *)(r7 + 0); out: r0 = 0; exit";
    assertFault(new Xdp(new byte[64]), packet, "points to packet where it was before");
    String record =
        "r1 = r ll; r2 = 8; r3 = 0; call 131; if r0 == 0 goto out; r6 = r0; r1 = r0; r2 = 0;"
            + " call 132; %s out: r0 = 0; exit";
    assertThatExceptionOfType(VmFault.class)
        .isThrownBy(() -> run(true, Context.NONE, record.formatted("r0 = *(u64 *)(r6 + 0);")))
        .withMessageContaining("which the run has given back");
    assertThat(run(true, Context.NONE, record.formatted(""))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        VALUE + "r0 = *(u64 *)(r0 + 0); out: exit",
        "r1 = r10; r1 += -8; *(u64 *)(r1 + 0) = 5; r0 = *(u64 *)(r10 - 8); exit",
        "r6 = r10; *(u64 *)(r10 - 16) = r6; r1 = *(u64 *)(r10 - 16); *(u64 *)(r1 - 8) = 5;"
            + " r0 = *(u64 *)(r10 - 8); exit",
        "r1 = r10; r1 += -8; *(u64 *)(r10 - 8) = 3; call f; exit; f: r2 = *(u64 *)(r1 + 0);"
            + " r0 = r2; r0 += 2; exit",
        "r1 = 5; r2 = f ll; r3 = 0; r4 = 0; call 181; exit; f: r0 = 0; exit",
        "r1 = 1; *(u64 *)(r10 - 8) = 4; lock *(u64 *)(r10 - 8) += r1; r0 = *(u64 *)(r10 - 8); exit",
        "r0 = 5 ll; exit"
      })
  void whatIsRightRunsAsEver(String source) {
    assertThat(run(true, Context.NONE, source)).isEqualTo(5);
    assertThat(run(false, Context.NONE, source)).isEqualTo(5);
  }

  @Test
  void packetsAreReadAsEver() {
    String xdp =
        "r2 = *(u32 *)(r1 + 4); r1 = *(u32 *)(r1 + 0); r3 = r1; r3 += 1; r0 = 0;"
            + " if r3 > r2 goto out; r0 = *(u8 *)(r1 + 0); out: exit";
    byte[] packet = new byte[64];
    packet[0] = 9;
    assertThat(run(true, new Xdp(packet), xdp)).isEqualTo(9);
    String filter = "r6 = r1; r0 = *(u8 *)skb[0]; exit";
    assertThat(run(true, SocketBuffer.of(ProgramType.SOCKET_FILTER, packet), filter)).isEqualTo(9);
    assertThat(run(true, Context.of(packet), "r0 = *(u8 *)(r1 + 0); exit")).isEqualTo(9);
  }
}
