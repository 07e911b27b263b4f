package dev.jbpf.examples.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.methods.MallocsMethod;
import dev.jbpf.examples.values.mallocs.MallocProgram;
import dev.jbpf.examples.values.mallocs.MallocProgram.Key;
import dev.jbpf.examples.values.mallocs.MallocProgram.Sum;
import dev.jbpf.map.BpfMap;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.helper.Environment;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums are by process. */
class MallocsTest {
  static Stream<ProgramDef> forms() {
    return Forms.of(RegisterForms.mallocs(), MallocProgram.define(), MallocsMethod.class);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void onTheVm(ProgramDef form) {
    World.onVm(
        form,
        world -> {
          call(world, 7, 100);
          call(world, 7, 28);
          call(world, 8, 1 << 20);
          BpfMap<Key, Sum> sums = world.map(MallocProgram.SUMS);
          assertThat(sums.toMap().entrySet())
              .hasSize(2)
              .anyMatch(e -> e.getKey().pid() == 7 && e.getValue().equals(new Sum(2, 128)))
              .anyMatch(e -> e.getKey().pid() == 8 && e.getValue().equals(new Sum(1, 1 << 20)));
        });
  }

  private static void call(World.OnVm world, int process, long bytes) {
    world.vm().environment().setTask(new Environment.Task(process, process, 0, 0, "test"));
    assertThat(world.run(Registers.call(bytes))).isZero();
  }

  @ParameterizedTest
  @MethodSource("forms")
  @KernelTest
  void theKernelTakesIt(ProgramDef form) {
    try (KernelProgram program = Bpf.load(form)) {
      assertThat(program.map(MallocProgram.SUMS).toMap()).isEmpty();
    }
  }
}
