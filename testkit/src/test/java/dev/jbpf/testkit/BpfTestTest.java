package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.context.TraceRecord;
import dev.jbpf.vm.fault.FaultKind;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

class BpfTestTest {
  private static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 8);

  private static final Program COUNT =
      Assembler.assemble(
              """
              r6 = *(u32 *)(r1 + 0)
              r7 = *(u32 *)(r1 + 4)
              r2 = r6
              r2 += 24
              if r2 > r7 goto pass
              r0 = *(u8 *)(r6 + 23)
              *(u32 *)(r10 - 4) = r0
              r2 = r10
              r2 += -4
              r1 = counts ll
              call 1
              if r0 == 0 goto pass
              r1 = 1
              lock *(u64 *)(r0 + 0) += r1
              r0 = 1
              exit
              pass:
              r0 = 2
              exit
              """)
          .program()
          .orElseThrow();

  @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
  void helpersClockAndTaskAreSet() {
    assertThat("call 69; r6 = r0; call bpf_ktime_get_ns; r0 += r6; exit")
        .assembles()
        .onMachine(options -> options.withHelper(69, (call, a, b, c, d, e) -> 2))
        .inEnvironment(environment -> environment.setClock(() -> 40))
        .returns(42);
  }

  @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
  void whatIsPrintedIsSeen() {
    RunAssert run =
        assertThat(
                """
                r1 = 0x6425 ll   # "%d"
                *(u64 *)(r10 - 8) = r1
                r1 = r10
                r1 += -8
                r2 = 3
                r3 = 7
                call bpf_trace_printk
                r0 = 0
                exit
                """)
            .assembles()
            .runs();
    run.printed("7");
    Assertions.assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> run.printed("8"));
  }

  @BpfTest
  void onePacketIsCountedOnEveryEngine() {
    byte[] packet = new byte[64];
    packet[23] = 6;
    assertThat(COUNT)
        .ofType(ProgramType.XDP)
        .withPacket(packet)
        .withMap(COUNTS)
        .returns(XdpAction.DROP)
        .leavesPacket(packet)
        .andMap(COUNTS)
        .containsEntry(6, 1L)
        .containsEntry(5, 0L);
  }

  @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
  void whatNoKernelLoadsFaults() {
    assertThat("r0 = *(u64 *)(r1 + 60)\nexit")
        .assembles()
        .withMemory(new byte[64])
        .faults(FaultKind.MEMORY);
  }

  @BpfTest
  void aKprobeGetsRegisters() {
    assertThat("r0 = *(u64 *)(r1 + 112)\nexit")
        .assembles()
        .ofType(ProgramType.KPROBE)
        .withContext(Registers.call(42))
        .returns(42);
  }

  @BpfTest
  void aRawTracepointGetsItsRecord() {
    byte[] record = new byte[16];
    record[8] = 9;
    assertThat("r0 = *(u64 *)(r1 + 8)\nexit")
        .assembles()
        .ofType(ProgramType.RAW_TRACEPOINT)
        .withContext(new TraceRecord(record))
        .returns(9);
  }

  @BpfTest
  void aSocketFilterSeesTheEthernetHeader() {
    byte[] packet = new byte[64];
    packet[12] = 8;
    packet[63] = 9;
    assertThat("r6 = r1\nr0 = *(u16 *)skb[12]\nr7 = r0\nr0 = *(u8 *)skb[63]\nr0 += r7\nexit")
        .assembles()
        .withPacket(packet)
        .returns(0x809)
        .leavesPacket(packet);
  }

  @Test
  void tracingProgramsGetNoPacket() {
    assertThat("r0 = *(u64 *)(r1 + 160)\nexit").assembles().ofType(ProgramType.KPROBE).returns(0);
    assertThat("r0 = *(u64 *)(r1 + 56)\nexit")
        .assembles()
        .ofType(ProgramType.TRACEPOINT)
        .returns(0);
    assertThat("r0 = *(u64 *)(r1 + 64)\nexit")
        .assembles()
        .ofType(ProgramType.TRACEPOINT)
        .faults(FaultKind.MEMORY);
  }

  @Test
  void aWrongResultIsShownWithTheProgram() {
    ProgramAssert program = assertThat("r0 = 7\nexit").assembles();
    Assertions.assertThatThrownBy(() -> program.returns(8))
        .hasMessageContaining("VM: Expected r0 to be <0x8 (8)>, but it is <0x7 (7)>")
        .hasMessageContaining("r0 = 7");
  }

  @Test
  void sourceIsAssembled() {
    assertThat("r0 = 0x1ffffffff\nexit").failsToAssembleWith("imm-range");
    assertThat("r0 = 7\nexit").assembles().returns(7);
  }

  @Test
  void enginesThatDisagreeFailTheTest() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Disagreement.class))
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
        .execute()
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message(text -> text.contains("the engines disagree on run 1")))));
  }

  @Test
  void theAnnotationOfPropertiesIsAnErrorOnOtherTests() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(NoProperty.class))
        .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
        .execute()
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1, event(finishedWithFailure(message(text -> text.contains("takes @BpfTest")))));
  }

  /** Runs by the test above only. */
  @Tag("long")
  static class NoProperty {
    @OnEachEngine
    @Test
    void runsOnOne() {
      assertThat("r0 = 7\nexit").assembles().returns(7);
    }
  }

  /** Runs by the test before only: as if one engine added up wrongly. */
  @Tag("long")
  static class Disagreement {
    @BpfTest(engines = {TestEngine.VM, TestEngine.JIT})
    void differs(TestEngine engine) {
      assertThat("r0 = " + engine.ordinal() + "\nexit").assembles().runs();
    }
  }
}
