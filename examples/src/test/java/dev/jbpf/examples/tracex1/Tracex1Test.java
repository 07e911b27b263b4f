package dev.jbpf.examples.tracex1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.support.ExampleRun;
import dev.jbpf.examples.support.ExampleRunner;
import dev.jbpf.examples.support.Kprobes;
import dev.jbpf.examples.support.SameAsMethod;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.Registers;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

@KernelTest
class Tracex1Test {

  /** A ping and its reply, each 20 bytes of IPv4, 8 of ICMP and 56 of data. */
  @Test
  void printsThePingsAndReplies() {
    Assumptions.assumeTrue(Kprobes.exist(), "this kernel has no kprobes");
    ExampleRun run = ExampleRun.ok("tracex1", "--seconds", "2");
    assertThat(run.out().stream().filter(line -> line.endsWith(" len 84")))
        .hasSizeGreaterThanOrEqualTo(4)
        .allMatch(line -> line.matches(".*-\\d+ +\\[\\d{3}] .* [\\d.]+: .*: skb [0-9a-f]+ len 84"));
  }

  @Test
  void withoutKprobesItSaysSo() {
    Assumptions.assumeFalse(Kprobes.exist(), "this kernel has kprobes");
    ExampleRun run = ExampleRun.of("tracex1");
    assertThat(run.code()).isEqualTo(ExampleRunner.NOT_POSSIBLE);
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith("tracex1: cannot attach to kprobe __netif_receive_skb_core")
        .contains("CONFIG_KPROBES");
  }

  @Test
  void asMethod() {
    SameAsMethod same = new SameAsMethod(Tracex1Method.class);
    ProgramDef registers = InRegisters.printLoopback();
    for (Program form : List.of(Tracex1.printLoopback(), registers.program())) {
      same.check(new SameAsMethod.Run("tracex1", form, Registers.call(5)));
    }
    same.isTaken(registers);
  }
}
