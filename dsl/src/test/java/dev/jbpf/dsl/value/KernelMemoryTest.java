package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.isa.Op;
import dev.jbpf.kernel.Helper;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Members of the kernel's structures, along a path. */
@KernelTest
class KernelMemoryTest {
  private static final MapDef<Long, Integer> PARENTS =
      MapDef.hash("parents", Codec.U32, Codec.S32, 10_240);

  private static Probe<TracepointBody> probe() {
    return Probe.tracepoint("parents", "syscalls", "sys_enter_execve");
  }

  private static ProgramDef parents(Probe<TracepointBody> probe) {
    return probe.build(
        p -> {
          U64 parent = p.kernel().follow(p.task(), KernelTypes.field("task_struct", "real_parent"));
          S32 tgid = p.kernel().get(S32.KIND, parent, KernelTypes.field("task_struct", "tgid"));
          p.map(PARENTS).put(p.pid(), tgid);
          p.exit(0);
        });
  }

  static Stream<ProgramDef> kernels() {
    return Stream.of(parents(probe()), parents(probe().since(4, 18)));
  }

  /** Before 5.5 one helper read the memory of both. */
  @Test
  void anOldKernelHasAnOlderHelper() {
    assertThat(calls(parents(probe().since(4, 18)), Helper.PROBE_READ)).isTrue();
    assertThat(calls(parents(probe().since(4, 18)), Helper.PROBE_READ_KERNEL)).isFalse();
    assertThat(calls(parents(probe().since(5, 5)), Helper.PROBE_READ_KERNEL)).isTrue();
  }

  private static boolean calls(ProgramDef definition, Helper helper) {
    Program program = definition.program();
    return IntStream.range(0, program.size())
        .filter(slot -> program.opAt(slot).filter(op -> op == Op.CALL).isPresent())
        .anyMatch(slot -> (int) (program.word(slot) >> Integer.SIZE) == helper.value());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  @SuppressWarnings("try") // the link is opened only to be closed
  void aChildKnowsItsParent(ProgramDef parents) throws Exception {
    try (KernelProgram program = Bpf.load(parents);
        Link link = program.attach(Hooks.tracepoint("syscalls", "sys_enter_execve"))) {
      Process shell = new ProcessBuilder("/bin/sh", "-c", "/bin/true; echo $$").start();
      String pid = shell.inputReader().readLine();
      shell.waitFor();
      assertThat(program.map(PARENTS).toMap()).containsValue(Integer.parseInt(pid));
    }
  }
}
