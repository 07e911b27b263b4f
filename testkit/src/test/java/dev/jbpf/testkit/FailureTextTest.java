package dev.jbpf.testkit;

import static dev.jbpf.testkit.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Dialect;
import dev.jbpf.vm.packet.Packet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failure tells its reader (K11): names, lines with values, and what differs only. */
class FailureTextTest {
  private static final MapDef<Integer, Long> COUNTS = MapDef.array("counts", Codec.U64, 256);
  private static final Packet PACKET = Packet.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(1, 2);

  private static final String SOURCE =
      """
      r6 = *(u32 *)(r1 + 0)
      r7 = *(u32 *)(r1 + 4)
      r0 = 2
      r1 = r6
      r1 += 34
      if r1 > r7 goto out
      r1 = *(u8 *)(r6 + 22)
      if r1 < 65 goto low
      r0 = 1
      goto out
      low:
      r1 += -1
      *(u8 *)(r6 + 22) = r1
      r1 = 3
      *(u32 *)(r10 - 4) = r1
      r2 = r10
      r2 += -4
      r1 = counts ll
      call map_lookup_elem
      if r0 == 0 goto out
      r1 = 9
      *(u64 *)(r0 + 0) = r1
      r0 = 2
      out:
      exit
      """;

  private static Program program() {
    return Assembler.assemble(SOURCE.getBytes(StandardCharsets.UTF_8), "ttl.s", Dialect.LLVM)
        .program()
        .orElseThrow();
  }

  private static ProgramAssert onPacket() {
    return assertThat(program()).ofType(ProgramType.XDP).withMap(COUNTS).withPacket(PACKET);
  }

  private static AbstractStringAssert<?> told(ThrowingCallable failing) {
    return Assertions.assertThat(catchThrowable(failing).getMessage());
  }

  @Test
  void theResultHasItsNameAndTheRunItsWay() {
    told(() -> onPacket().returns(XdpAction.DROP))
        .contains("Expected r0 to be <XDP_DROP, 0x1 (1)>, but it is <XDP_PASS, 0x2 (2)>")
        .containsPattern("ttl.s:7 +r1 = \\*\\(u8 \\*\\)\\(r6 \\+ 22\\) +r1=0x40")
        .containsPattern("ttl.s:8 +if r1 < 65 goto \\+2 +r1=0x40 taken")
        .containsPattern("ttl.s:18 +r1 = counts ll")
        .containsPattern("ttl.s:19 +call bpf_map_lookup_elem")
        .containsPattern("ttl.s:20 +if r0 == 0 goto \\+3 +r0=0x[0-9a-f]+ not taken")
        .doesNotContain("ttl.s:9 ");
  }

  /** A helper that answers each engine something else. */
  @Test
  void enginesThatDisagreePartSomewhere() {
    AtomicInteger calls = new AtomicInteger();
    List<Transcript> transcripts = new ArrayList<>();
    for (TestEngine engine : List.of(TestEngine.VM, TestEngine.JIT)) {
      Current.start(engine);
      assertThat("r6 = 1\ncall 1000\nif r0 == 1 goto one\nr6 = 2\none:\nr0 = r6\nexit")
          .assembles()
          .onMachine(
              options ->
                  options.withHelper(1000, (call, a, b, c, d, e) -> calls.incrementAndGet() & 1))
          .runs();
      transcripts.add(Current.finish());
    }
    told(() -> transcripts.get(1).requireSame(transcripts.get(0)))
        .containsPattern(
            "the engines disagree on run 1\\R  JIT: returns 0x2 .2.\\R  VM: returns 0x1 .1.")
        .doesNotContain("packet")
        .contains("they part at line 3, if r0 == 1 goto +1: on VM it ran 1 times and jumped 1")
        .contains("on JIT 1 and 0");
  }

  /** The fields alone that differ, and the results only where they do. */
  @Test
  void enginesThatLeaveOtherPackets() {
    AtomicInteger calls = new AtomicInteger();
    List<Transcript> transcripts = new ArrayList<>();
    for (TestEngine engine : List.of(TestEngine.VM, TestEngine.JIT)) {
      Current.start(engine);
      assertThat(
              """
              r6 = *(u32 *)(r1 + 0)
              r7 = *(u32 *)(r1 + 4)
              call 1000
              r1 = r6
              r1 += 34
              if r1 > r7 goto out
              *(u8 *)(r6 + 22) = r0
              out:
              r0 = 2
              exit
              """)
          .assembles()
          .ofType(ProgramType.XDP)
          .onMachine(
              options ->
                  options.withHelper(1000, (call, a, b, c, d, e) -> 10 + calls.incrementAndGet()))
          .withPacket(PACKET)
          .runs();
      transcripts.add(Current.finish());
    }
    told(() -> transcripts.get(1).requireSame(transcripts.get(0)))
        .contains("the engines disagree on run 1: packet")
        .contains("  ipv4.ttl: JIT 12, VM 11")
        .doesNotContain("returns", "udp.", "45000");
  }

  /** Not the first of the program's text: the function behind runs before it. */
  @Test
  void theyPartWhereTheRunComesFirst() {
    AtomicInteger calls = new AtomicInteger();
    List<Transcript> transcripts = new ArrayList<>();
    for (TestEngine engine : List.of(TestEngine.VM, TestEngine.JIT)) {
      Current.start(engine);
      assertThat(
              """
              goto start
              late:
              if r6 == 1 goto out
              r6 += 7
              out:
              r0 = r6
              exit
              start:
              r6 = 1
              call 1000
              if r0 == 1 goto late
              r6 = 2
              goto late
              """)
          .assembles()
          .onMachine(
              options ->
                  options.withHelper(1000, (call, a, b, c, d, e) -> calls.incrementAndGet() & 1))
          .runs();
      transcripts.add(Current.finish());
    }
    told(() -> transcripts.get(1).requireSame(transcripts.get(0)))
        .contains("they part at line 11, if r0 == 1 goto");
  }

  @Test
  void tracesAreComparedWithAFile(@TempDir Path folder) throws IOException {
    ProgramAssert program = assertThat("r0 = 7\nr0 += 1\nexit").assembles();
    Path golden = Files.writeString(folder.resolve("seven.txt"), program.trace().toString());
    program.tracesAs(golden);
    Assertions.assertThat(golden).content().contains("r0 += 1", "r0=0x8");
    told(() -> assertThat("r0 = 7\nr0 += 2\nexit").assembles().tracesAs(golden))
        .contains("seven.txt", "jbpf.update");
  }

  @Test
  void errorsHaveTheirNames() {
    told(() -> assertThat("r0 = -22; exit").assembles().returns(0)).contains("-EINVAL, 0x");
  }

  @Test
  void ofPacketsTheFieldsThatDiffer() {
    told(() -> onPacket().runs().leavesPacket(PACKET))
        .contains("ipv4.ttl: expected 64, is 63")
        .contains("ipv4.checksum: expected ", "(right), is ", "(wrong, ")
        .doesNotContain("ipv4.source", "udp.");
  }

  @Test
  void ofMapsTheEntriesThatDiffer() {
    told(() -> onPacket().runs().leavesMap(COUNTS, Map.of(3, 8L, 4, 1L)))
        .contains(
            "map counts is not as expected", "  3: expected 8L, is 9L", "  4: expected 1L, is 0L")
        .doesNotContain("  5: ");
    told(() -> onPacket().runs().andMap(COUNTS).containsEntry(3, 8L))
        .contains("counts {3=9L, 255 entries are zero}");
    onPacket().runs().leavesMap(COUNTS, Map.of(3, 9L));
  }

  @Test
  void aFaultShowsTheWayThatLedToIt() {
    told(() ->
            assertThat("r2 = 5\nr1 += 60\nr0 = *(u64 *)(r1 + 0)\nexit")
                .assembles()
                .withMemory(new byte[64])
                .runs())
        .containsPattern("line 2 +r1 \\+= 60 +r1=0x")
        .contains("fault[memory]");
  }
}
