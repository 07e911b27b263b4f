package dev.jbpf.vm.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.RunResult;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.VmFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that count, and such that nearly do, end where they do in the interpreter. */
class CountedLoopTest {
  private static String outcome(Program program, Engine engine, long budget) {
    VmOptions options = VmOptions.DEFAULT.withEngine(engine).withBudget(budget);
    try {
      RunResult result = Vm.load(program, options).test(Context.of(new byte[40]));
      return result.r0() + " charged " + result.charged();
    } catch (VmFault fault) {
      return fault.getMessage();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r3 = 9; again: r0 += r3; r3 += -1; if r3 != 0 goto again",
        "r3 = 9; again: r0 += r3; r3 += -1; if r3 != -9 goto again",
        "r3 = -9; again: r0 += r3; r3 += 1; if r3 != 5 goto again",
        "r3 = 1; again: r0 += r3; r3 += -1; if r3 != 0 goto again",
        "r3 = 0; again: r0 += r3; r3 += -1; if r3 != 0 goto again",
        "r3 = 5; again: r0 += r3; r3 += 1; if r3 != 0 goto again",
        "r3 = 9; again: r0 += r3; r3 += -3; if r3 != 0 goto again",
        "r3 = 9; again: r0 += r3; r3 += -2; if r3 != 0 goto again",
        "r3 = 9; again: r0 += r3; r3 += -1; if w3 != 0 goto again",
        "r3 = 9; again: r0 += 1; if r0 & 1 goto on; r3 += -1; on: if r3 != 0 goto again",
        "r3 = 9; again: r0 += r3; if r0 > 30 goto end; r3 += -1; if r3 != 0 goto again",
        "r3 = 9; again: r3 += -1; if r3 == 4 goto end; r0 += r3; if r3 != 0 goto again",
        "r3 = 9; again: r1 += 8; r0 = *(u8 *)(r1 - 8); r3 += -1; if r3 != 0 goto again",
        "r3 = 9; r4 = 3; again: r0 = *(u8 *)(r1 + 1); r1 += r4; r3 += -1; if r3 != 0 goto again",
        "r3 = 9; r4 = 7; again: r0 = *(u8 *)(r1 + 1); r1 += r4; r3 += -1; if r3 != 0 goto again",
        "r3 = 9; r4 = -4; r1 += 36; again: *(u16 *)(r1 + 2) = r3; r0 = *(u8 *)(r1 - 3); r1 += r4; "
            + "r3 += -1; if r3 != 0 goto again",
        "r3 = -5; again: r0 += 1; r3 += 1; if r3 > 100 goto again",
        "r3 = -5; again: r0 += 1; r3 += 1; if r3 >= 3 goto again",
        "r3 = 9; again: r0 += 1; r3 += -1; if r3 < 20 goto again",
        "r3 = 9; again: r0 += 1; r3 += -1; if r3 <= 20 goto again",
        "again: r0 += 1; if r0 < 4 goto again; r3 = *(u8 *)(r1 + 0); r1 += 1; if r0 < 9 goto again",
        "again: r0 += 1; if r0 < 4 goto again; r3 += 2; if r0 < 9 goto again",
        "r3 = 9; again: r3 += -1; call f; if r3 != 0 goto again; goto end; f: r0 = 7; exit",
      })
  void endsWhereItShould(String source) {
    String lines = source.replace("; ", "\n") + "\nend: r0 += r3\nexit\n";
    Program program = Assembler.assemble(lines).program().orElseThrow();
    for (long budget : new long[] {5, 17, 18, 19, 20, 21, 30, 40, 44, 45, 46, 60, 1_000}) {
      assertThat(outcome(program, Engine.JIT, budget))
          .as("budget %d", budget)
          .isEqualTo(outcome(program, Engine.INTERPRETER, budget));
    }
  }
}
