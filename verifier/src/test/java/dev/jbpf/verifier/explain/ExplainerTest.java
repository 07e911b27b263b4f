package dev.jbpf.verifier.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.report.Finding.Decision;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.subject.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of findings, whoever found them. */
class ExplainerTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 18);

  private static String explain(
      ProgramType type, String source, Rule rule, int slot, String operand, Decision... path) {
    Assembly assembly =
        Assembler.assemble(
            source.getBytes(StandardCharsets.UTF_8), "a.s", AssemblerOptions.DEFAULT);
    Program program = assembly.program().orElseThrow(() -> new AssertionError(assembly.report()));
    List<String> lines = source.lines().toList();
    SourceLineText text =
        origin -> origin instanceof Origin.Source place ? lines.get(place.line() - 1) : "";
    Finding finding =
        new Finding(
            rule,
            slot,
            operand.isEmpty() ? Optional.empty() : Optional.of(operand),
            "what is wrong",
            List.of(path));
    return Explainer.of(KERNEL, text).text(Subject.of(program, type), finding);
  }

  @Test
  void ofARegisterThatIsLoadedThroughAndIntoTheAddressIsMarked() {
    String llvm = "r0 = *(u32 *)(r1 + 0)\nr0 = *(u8 *)(r0 + 0)\nexit\n";
    assertThat(explain(ProgramType.XDP, llvm, Rule.PACKET_RANGE, 1, "r0"))
        .contains("| r0 = *(u8 *)(r0 + 0)\n      |              ^^\n");
    String gnu = "ldxw r0, [r1+0]\nldxb r0, [r0+0]\nexit\n";
    assertThat(explain(ProgramType.XDP, gnu, Rule.PACKET_RANGE, 1, "r0"))
        .contains("| ldxb r0, [r0+0]\n      |           ^^\n");
  }

  @Test
  void aMissingTestForNullIsShownAndWrittenOut() {
    String source =
        """
          r6 = *(u32 *)(r1 + 0)
          *(u32 *)(r10 - 4) = 0
          r2 = r10
          r2 += -4
          r1 = map ll
          call bpf_map_lookup_elem
          if r6 == 0 goto out
          r7 = r0
          r0 = *(u64 *)(r7 + 0)
        out:
          exit
        """;
    assertThat(
            explain(
                ProgramType.SOCKET_FILTER,
                source,
                Rule.NULL_CHECK,
                9,
                "r7",
                new Decision(7, false)))
        .isEqualTo(
            """
            a.s:9:17: error[null-check]: what is wrong
                9 |   r0 = *(u64 *)(r7 + 0)
                  |                 ^^
              note: r7 is from a.s:8:3 `r7 = r0`
              note: path: a.s:7:3 `if r6 == 0 goto out` does not jump
              note: compare it with 0 first, and use it where it is not null
              note: before it: if r7 == 0 goto out
            """);
  }

  @Test
  void aMissingComparisonWithThePacketsEndIsWrittenOut() {
    String source =
        """
          r6 = r1
          r2 = *(u32 *)(r6 + 0)
          r0 = *(u16 *)(r2 + 12)
          exit
        """;
    assertThat(explain(ProgramType.XDP, source, Rule.PACKET_RANGE, 2, "r2"))
        .contains(
            "note: r2 is from a.s:2:3 `r2 = *(u32 *)(r6 + 0)`",
            "before it: r5 = *(u32 *)(r6 + 4); r4 = r2; r4 += 14; if r4 > r5 goto out");
    String known =
        """
          r2 = *(u32 *)(r1 + 76)
          r3 = *(u32 *)(r1 + 80)
          r0 = *(u8 *)(r2 + 0)
          exit
        """;
    assertThat(explain(ProgramType.SCHED_CLS, known, Rule.PACKET_RANGE, 2, "r2"))
        .contains("before it: r5 = r2; r5 += 1; if r5 > r3 goto out");
  }

  @Test
  void theFixIsInTheLanguageOfTheLine() {
    assertThat(
            explain(
                ProgramType.SOCKET_FILTER, "ldxdw %r0, [%r7+0]\nexit", Rule.NULL_CHECK, 0, "r7"))
        .contains("    1 | ldxdw %r0, [%r7+0]\n      |             ^^^\n")
        .contains("before it: jeq %r7, 0, out");
    assertThat(
            explain(
                ProgramType.SOCKET_FILTER,
                "BPF_LDX_MEM(BPF_DW, BPF_REG_0, BPF_REG_7, 0),\nBPF_EXIT_INSN(),",
                Rule.NULL_CHECK,
                0,
                "r7"))
        .contains("BPF_JMP_IMM(BPF_JEQ, BPF_REG_7, 0, out)");
  }

  @Test
  void whatACallTookIsKeptBeforeIt() {
    assertThat(
            explain(
                ProgramType.SOCKET_FILTER,
                "call bpf_ktime_get_ns\nr0 = *(u32 *)(r1 + 0)\nexit",
                Rule.UNWRITTEN_REGISTER,
                1,
                "r1"))
        .contains("note: r1 lost its value at a.s:1:1 `call bpf_ktime_get_ns`")
        .contains("before the call, and use r6 after it: r6 = r1");
  }

  @Test
  void whatIsHeldIsGivenBack() {
    String source =
        """
          r1 = ring ll
          r2 = 8
          r3 = 0
          call bpf_ringbuf_reserve
          if r0 == 0 goto out
          r7 = r0
        out:
          r0 = 0
          exit
        """;
    assertThat(
            explain(
                ProgramType.SOCKET_FILTER,
                source,
                Rule.REFERENCE_LEAK,
                8,
                "",
                new Decision(5, false)))
        .contains(
            "above the label where the paths join: r1 = r7; r2 = 0; call bpf_ringbuf_discard");
  }

  @Test
  void numbersOfTheTypeAreNamed() {
    assertThat(explain(ProgramType.CGROUP_DEVICE, "r0 = 2\nexit", Rule.RETURN_RANGE, 1, "r0"))
        .contains("programs of type CGROUP_DEVICE return 0 or 1")
        .contains("before it: r0 = 0");
    assertThat(explain(ProgramType.SOCKET_FILTER, "call 44\nexit", Rule.HELPER_NOT_ALLOWED, 0, ""))
        .contains("bpf_xdp_adjust_head is available to XDP");
  }

  @Test
  void loopsAreShownThatTheKernelTakes() {
    String loop = "again:\nif r1 != 0 goto again\nexit\n";
    assertThat(explain(ProgramType.XDP, loop, Rule.ENDLESS_LOOP, 0, ""))
        .contains("a counted loop with a back edge (Linux 5.3), call bpf_loop (Linux 5.17)")
        .contains("may_goto out (Linux 6.9)")
        .doesNotContain("newer kernels");
    assertThat(LoopAdvice.text(Style.C, new KernelVersion(6, 1)))
        .isEqualTo(
            "loops that this kernel accepts: for (int i = 0; i < N; i++) (Linux 5.3), "
                + "bpf_loop(n, body, &state, 0) (Linux 5.17); "
                + "newer kernels: while (can_loop) (Linux 6.9)");
  }

  @Test
  void ofWhatIsNullOnThisPathItIsNotSaidToLoadIt() {
    String source = "call bpf_map_lookup_elem\nr7 = r0\nr0 = *(u64 *)(r7 + 0)\nexit\n";
    assertThat(explain(ProgramType.XDP, source, Rule.NOT_A_POINTER, 2, "r7"))
        .contains("r7 is null on this path", "use the pointer on the path where it is not null")
        .doesNotContain("load a pointer first");
  }

  @Test
  void typesThatDoNotLoadPacketsTheOldWayAreNotToldToKeepTheContext() {
    String source = "r6 = r1\nr0 = *(u8 *)skb[0]\nexit\n";
    assertThat(explain(ProgramType.XDP, source, Rule.LEGACY_PACKET, 1, ""))
        .contains("load from the packet through pointers, or copy by a helper")
        .doesNotContain("keep the context in r6");
    assertThat(explain(ProgramType.SOCKET_FILTER, source, Rule.LEGACY_PACKET, 1, "r6"))
        .contains("keep the context in r6");
  }
}
