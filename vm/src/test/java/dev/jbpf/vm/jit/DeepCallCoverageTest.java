package dev.jbpf.vm.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts are whole where a call in a loop finds no frame left, in whichever round. */
class DeepCallCoverageTest {
  /** Functions that call one another, the last of which has the loop. */
  private static String source(int waiting, String loop) {
    StringBuilder text = new StringBuilder("call f1\nexit\n");
    for (int i = 1; i < waiting; i++) {
      text.append("f%d:\ncall f%d\nexit\n".formatted(i, i + 1));
    }
    text.append("f%d:\n".formatted(waiting)).append(loop);
    return text.append("\nexit\nleaf:\nr0 = 1\nexit\n").toString();
  }

  private static List<String> counts(Engine engine, String source) {
    Program program = Assembler.assemble(source).program().orElseThrow();
    VmOptions options = VmOptions.DEFAULT.withEngine(engine).withCoverage(true);
    Vm vm = Vm.create(options);
    LoadedProgram loaded = vm.load(program);
    assertThatThrownBy(() -> loaded.run(new byte[0]))
        .isInstanceOf(VmFault.class)
        .hasMessageContaining("fault[call-depth]");
    ProgramCoverage coverage = vm.coverage().get(0);
    List<String> all = new ArrayList<>();
    for (int slot = 0; slot < program.size(); slot++) {
      all.add(
          slot + ": " + coverage.executed(new Slot(slot)) + " " + coverage.taken(new Slot(slot)));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r6 = 9\nagain:\ncall leaf\nr6 += -1\nif r6 != 0 goto again",
        "r6 = 9\nagain:\nif r6 > 5 goto past\ncall leaf\npast:\nr6 += -1\nif r6 != 0 goto again",
        "r6 = 9\nagain:\nif r6 == 9 goto past\ncall leaf\npast:\nr6 += -1\nif r6 != 0 goto again",
        "r6 = 0\n"
            + "again:\n"
            + "if r6 < 5000 goto past\n"
            + "call leaf\n"
            + "past:\n"
            + "r6 += 1\n"
            + "if r6 != 9999 goto again"
      })
  void countsAreThoseOfTheInterpreter(String loop) {
    String source = source(7, loop);
    assertThat(counts(Engine.JIT, source)).isEqualTo(counts(Engine.INTERPRETER, source));
  }
}
