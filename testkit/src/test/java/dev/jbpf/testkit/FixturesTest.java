package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.data.Global;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.vm.packet.Packet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there before a program runs, and what stays for the next run (K10). */
class FixturesTest {
  private static final MapDef<Integer, Long> LIMIT = MapDef.array("limit", Codec.U64, 1);
  private static final MapDef<Long, Long> SEEN = MapDef.hash("seen", Codec.U64, Codec.U64, 16);
  private static final MapDef<Integer, Long> JUMPS = MapDef.progArray("jumps", 4);
  private static final Packet PACKET = Packet.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(1, 2);

  /** As long as the limit is not 0 it is taken down by one; a second after it is 0, it is 2. */
  private static final String LIMITER =
      """
      r6 = 0
      *(u32 *)(r10 - 4) = r6
      r2 = r10
      r2 += -4
      r1 = limit ll
      call map_lookup_elem
      if r0 == 0 goto drop
      r6 = r0
      r1 = *(u64 *)(r6 + 0)
      if r1 == 0 goto empty
      r1 += -1
      *(u64 *)(r6 + 0) = r1
      r0 = 2
      exit
      empty:
      call ktime_get_ns
      r7 = r0
      *(u64 *)(r10 - 16) = 7
      r2 = r10
      r2 += -16
      r1 = seen ll
      call map_lookup_elem
      if r0 == 0 goto first
      r1 = *(u64 *)(r0 + 0)
      r7 -= r1
      if r7 < 100000000 goto drop
      r1 = 2
      *(u64 *)(r6 + 0) = r1
      goto drop
      first:
      *(u64 *)(r10 - 24) = r7
      r1 = seen ll
      r2 = r10
      r2 += -16
      r3 = r10
      r3 += -24
      r4 = 0
      call map_update_elem
      drop:
      r0 = 1
      exit
      """;

  private static Program program(String source) {
    return Assembler.assemble(source).program().orElseThrow();
  }

  private static ProgramDef limiter() {
    return ProgramDef.of("limiter", "xdp", program(LIMITER)).withMap(LIMIT).withMap(SEEN);
  }

  @BpfTest
  @ValueSource(longs = {0, 1, 7})
  void entriesAreThereBeforeARun(long limit) {
    assertThat(program(LIMITER))
        .ofType(ProgramType.XDP)
        .withMap(LIMIT, Map.of(0, limit))
        .withMap(SEEN)
        .withPacket(PACKET)
        .differing("seen")
        .returns(limit == 0 ? XdpAction.DROP : XdpAction.PASS)
        .andMap(LIMIT)
        .containsEntry(0, Math.max(limit - 1, 0));
  }

  @BpfTest
  void aDefinitionBringsItsMapsAndItsType() {
    assertThat(limiter())
        .withEntry(LIMIT, 0, 3L)
        .withPacket(PACKET)
        .returns(XdpAction.PASS)
        .andMap(LIMIT)
        .containsEntry(0, 2L);
  }

  /** What programs keep of the time differs, of course. */
  @BpfTest
  void aSeriesOfPacketsGoesThroughOneSession() {
    BpfSession session = BpfSession.of(limiter()).differing("seen");
    session.map(LIMIT).update(0, 1L);
    session.run(PACKET).returned(XdpAction.PASS);
    session.run(PACKET).returned(XdpAction.DROP);
    session.run(PACKET).returned(XdpAction.DROP);
    session.advance(Duration.ofMillis(150));
    session.run(PACKET).returned(XdpAction.DROP).andMap(LIMIT).containsEntry(0, 2L);
    session.run(PACKET).returned(XdpAction.PASS).andMap(SEEN).containsOnlyKeys(7L);
  }

  @BpfTest
  void programsShareMapsAndCallOneAnother() {
    ProgramDef first =
        ProgramDef.of(
                "first", "xdp", program("r2 = jumps ll\nr3 = 1\ncall tail_call\nr0 = 0\nexit"))
            .withMap(JUMPS);
    ProgramDef second =
        ProgramDef.of(
                "second",
                "xdp",
                program(
                    "r1 = 0\n*(u32 *)(r10 - 4) = r1\nr2 = r10\nr2 += -4\nr1 = limit ll\n"
                        + "call map_lookup_elem\nif r0 == 0 goto out\nr1 = 5\n"
                        + "*(u64 *)(r0 + 0) = r1\nout:\nr0 = 2\nexit"))
            .withMap(LIMIT)
            .withMap(JUMPS);
    BpfSession session = BpfSession.of(first, second);
    session.run("first", PACKET.bytes()).returned(XdpAction.ABORTED);
    session.putProgram(JUMPS, 1, "second");
    session
        .run("first", PACKET.bytes())
        .returned(XdpAction.PASS)
        .andMap(LIMIT)
        .containsEntry(0, 5L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> session.run("frist", PACKET.bytes()))
        .withMessageContaining("first");
  }

  @BpfTest
  void anObjectKeepsItsVariables() {
    String source =
        """
        .section .data
        .globl count
        .type count, @object
        .size count, 8
        count: .quad 5
        .section xdp
        .globl counter
        .type counter, @function
        counter:
        r1 = count ll
        r0 = *(u64 *)(r1 + 0)
        r0 += 1
        *(u64 *)(r1 + 0) = r0
        exit
        .size counter, .-counter
        """;
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    byte[] object =
        Assembler.assemble(
                bytes, "count.s", AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT))
            .object()
            .orElseThrow()
            .toBytes();
    BpfSession session =
        BpfSession.of(
            BpfObjectFile.read(object), settings -> settings.with("count", Codec.U64, 40L));
    session.run(PACKET).returned(41);
    session.run(PACKET).returned(42);
    Assertions.assertThat(session.variable("count", Codec.U64)).isEqualTo(42L);
  }

  @BpfTest
  void variablesOfADefinitionAreThere() {
    Global<Long> lost = Global.zero("lost", Codec.U64);
    ProgramDef counts =
        Probe.xdp(
            "counts",
            p -> {
              p.map(LIMIT).increment(p.u32(0));
              p.global(lost).addAtomic(2);
              p.exit(XdpAction.PASS);
            });
    RunAssert run = assertThat(counts).withPacket(PACKET).returns(XdpAction.PASS);
    run.andVariable("lost", Codec.U64).isEqualTo(2L);
    run.andMap(LIMIT).containsEntry(0, 1L);
    assertThat(counts).isAcceptedBy(Kernel.V6_18);
    BpfSession session = BpfSession.of(counts);
    session.run(PACKET).returned(XdpAction.PASS);
    session.run(PACKET).returned(XdpAction.PASS);
    Assertions.assertThat(session.variable("lost", Codec.U64)).isEqualTo(4L);
  }
}
