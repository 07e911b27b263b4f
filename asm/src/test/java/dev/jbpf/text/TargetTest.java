package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the target's kernel lacks beyond instructions: helpers, and types of maps. */
class TargetTest {

  private static Assembly assemble(String source, String kernel) {
    return Assembler.assemble(
        source.getBytes(StandardCharsets.UTF_8),
        "x.s",
        AssemblerOptions.DEFAULT.kernel(KernelVersion.parse(kernel)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call bpf_ringbuf_output",
        "call ringbuf_output",
        "call 130",
        "call bpf_ringbuf_output#130",
        "BPF_EMIT_CALL(BPF_FUNC_ringbuf_output)"
      })
  void aNewerHelperIsAnErrorHoweverItIsCalled(String call) {
    assertThat(assemble("r0 = 0\n" + call + "\nexit", "5.7").report())
        .startsWith(
            "x.s:2:1: error[target]: the helper bpf_ringbuf_output needs a kernel from 5.8 on\n")
        .endsWith("note: the target is kernel 5.7\n");
    assertThat(assemble("r0 = 0\n" + call + "\nexit", "5.8").report()).isEmpty();
  }

  /** Calls by name look like calls of subprograms until they are resolved. */
  @Test
  void anOldHelperIsCalledByNameBeforeThereWereSubprograms() {
    assertThat(assemble("call map_lookup_elem\nexit", "4.4").report()).isEmpty();
    assertThat(assemble("call f\nexit\nf: exit", "4.4").report()).contains("error[target]");
  }

  @Test
  void aSubprogramWithTheNameOfAHelperIsNone() {
    String source = "call ringbuf_output\nexit\nringbuf_output: r0 = 0\nexit";
    assertThat(assemble(source, "5.7").report()).isEmpty();
  }

  @Test
  void anUnknownNumberIsLeftToTheKernel() {
    assertThat(assemble("call 99999\nexit", "5.7").report()).isEmpty();
  }

  @Test
  void aNewerTypeOfMapIsAnError() {
    String source = ".map events, type=ringbuf, max_entries=4096\nexit";
    assertThat(assemble(source, "5.7").report())
        .isEqualTo(
            """
            x.s:1:19: error[target]: maps of the type BPF_MAP_TYPE_RINGBUF need a kernel from 5.8 on
                1 | .map events, type=ringbuf, max_entries=4096
                  |                   ^^^^^^^
              note: the target is kernel 5.7
            """);
    assertThat(assemble(source, "5.8").report()).isEmpty();
  }

  /** The list of helpers says when the types came that have helpers of their own. */
  @ParameterizedTest
  @CsvSource({
    "HASH, MAP_LOOKUP_ELEM",
    "PROG_ARRAY, TAIL_CALL",
    "PERF_EVENT_ARRAY, PERF_EVENT_READ",
    "STACK_TRACE, GET_STACKID",
    "CGROUP_ARRAY, SKB_UNDER_CGROUP",
    "DEVMAP, REDIRECT_MAP",
    "SOCKMAP, SK_REDIRECT_MAP",
    "SOCKHASH, SOCK_HASH_UPDATE",
    "CGROUP_STORAGE, GET_LOCAL_STORAGE",
    "REUSEPORT_SOCKARRAY, SK_SELECT_REUSEPORT",
    "QUEUE, MAP_PUSH_ELEM",
    "SK_STORAGE, SK_STORAGE_GET",
    "RINGBUF, RINGBUF_OUTPUT",
    "INODE_STORAGE, INODE_STORAGE_GET",
    "TASK_STORAGE, TASK_STORAGE_GET",
    "USER_RINGBUF, USER_RINGBUF_DRAIN",
    "CGRP_STORAGE, CGRP_STORAGE_GET"
  })
  void aTypeIsAsOldAsItsHelpers(MapType type, Helper helper) {
    assertThat(type.since()).isEqualTo(helper.since());
  }

  @Test
  void typesCameInTheOrderOfTheirNumbers() {
    assertThat(MapType.values()).isSortedAccordingTo((a, b) -> a.since().compareTo(b.since()));
  }

  @Test
  void whatIsLackingIsNamedAndTheWholeTargetIsSaid() {
    AssemblerOptions options =
        AssemblerOptions.DEFAULT.cpu(IsaVersion.V4).kernel(new KernelVersion(6, 1));
    byte[] source = "r1 s/= r2\nexit".getBytes(StandardCharsets.UTF_8);
    assertThat(Assembler.assemble(source, "x.s", options).report())
        .contains("needs a kernel from 6.6 on")
        .contains("note: the target is --cpu v4, kernel 6.1");
  }
}
