package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.jit.JitProgram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that runs once is not compiled unless it is asked for, or runs for long. */
class TierTest {
  private static Executable after(String source, VmOptions options) {
    Program program = Assembler.assemble(source + "\n").program().orElseThrow();
    LoadedProgram loaded = Vm.load(program, options);
    loaded.run();
    return loaded.tier().executable();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isCompiledOnlyIfItPays(boolean isCounted) {
    VmOptions options = VmOptions.DEFAULT.withCoverage(isCounted);
    String loop = "\nr0 = 0\nagain: r1 += -1\nif r1 != 0 goto again\nexit";
    assertThat(after("r0 = 1\nexit", options)).isNotInstanceOf(JitProgram.class);
    assertThat(after("r1 = 1000" + loop, options)).isNotInstanceOf(JitProgram.class);
    assertThat(after("r1 = 4000000" + loop, options)).isInstanceOf(JitProgram.class);
    assertThat(after("r0 = 1\nexit", options.withEngine(Engine.JIT)))
        .isInstanceOf(JitProgram.class);
  }
}
