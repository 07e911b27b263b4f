package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.methods.ExecsnoopMethod;
import dev.jbpf.examples.values.execsnoop.ExecProgram;
import dev.jbpf.examples.values.execsnoop.ExecProgram.Event;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.event.RingBuffers;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.TraceRecord;
import dev.jbpf.vm.helper.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who starts what. */
class ExecsnoopTest {
  static Stream<ProgramDef> forms() {
    return Forms.of(RegisterForms.execsnoop(), ExecProgram.define(), ExecsnoopMethod.class);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void onTheVm(ProgramDef form) {
    World.onVm(
        form,
        world -> {
          world.vm().environment().setTask(new Environment.Task(12, 13, 1000, 100, "bash"));
          assertThat(world.run(new TraceRecord(new byte[64]))).isZero();
          assertThat(world.records(ExecProgram.EVENTS, Codec.record(Event.class)))
              .singleElement()
              .satisfies(
                  event -> {
                    assertThat(event.pid()).isEqualTo(12);
                    assertThat(event.uid()).isEqualTo(1000);
                    assertThat(event.command()).isEqualTo("bash");
                  });
        });
  }

  @ParameterizedTest
  @MethodSource("forms")
  @KernelTest
  @SuppressWarnings("try") // the link is opened only to be closed
  void inTheKernel(ProgramDef form) throws Exception {
    List<Event> seen = new ArrayList<>();
    try (KernelProgram program = Bpf.load(form);
        RingBuffers rings = RingBuffers.open(Kernel.local());
        Link link = program.attach(Hooks.tracepoint("syscalls", "sys_enter_execve"))) {
      rings.add(program.map(ExecProgram.EVENTS), Codec.record(Event.class), seen::add);
      new ProcessBuilder("/bin/sh", "-c", "exec /bin/true").start().waitFor();
      rings.consume();
    }
    assertThat(seen).anyMatch(event -> event.path().equals("/bin/true"));
  }
}
