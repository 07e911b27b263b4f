package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.symbols.KernelTypes;
import dev.jbpf.runtime.testing.KernelTest;
import org.junit.jupiter.api.Test;

/** Members of the kernel's structures, along a path. */
@KernelTest
class KernelMemoryTest {
  private static final MapDef<Long, Integer> PARENTS =
      MapDef.hash("parents", Codec.U32, Codec.S32, 10_240);

  private static ProgramDef parents() {
    return Probe.tracepoint("parents", "syscalls", "sys_enter_execve")
        .build(
            p -> {
              U64 parent =
                  p.kernel().follow(p.task(), KernelTypes.field("task_struct", "real_parent"));
              S32 tgid = p.kernel().get(S32.KIND, parent, KernelTypes.field("task_struct", "tgid"));
              p.map(PARENTS).put(p.pid(), tgid);
              p.exit(0);
            });
  }

  @Test
  @SuppressWarnings("try") // the link is opened only to be closed
  void aChildKnowsItsParent() throws Exception {
    try (KernelProgram program = Bpf.load(parents());
        Link link = program.attach(Hooks.tracepoint("syscalls", "sys_enter_execve"))) {
      Process shell = new ProcessBuilder("/bin/sh", "-c", "/bin/true; echo $$").start();
      String pid = shell.inputReader().readLine();
      shell.waitFor();
      assertThat(program.map(PARENTS).toMap()).containsValue(Integer.parseInt(pid));
    }
  }
}
