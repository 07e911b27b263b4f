package dev.jbpf.vm.jit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What loops and calls hold in variables is counted in the end, whatever ends the run. */
class CountedCallTest {
  private static final String FUNCTION = "\nexit\nf: r0 = r1\n";

  /** Result, cost, and how often each instruction ran and jumped. */
  private static List<String> outcome(Program program, Engine engine, long budget) {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine).withBudget(budget).withCoverage(true));
    LoadedProgram loaded = vm.load(program);
    List<String> outcome = new ArrayList<>();
    try {
      outcome.add("charged " + loaded.test(Context.of(new byte[40])).charged());
    } catch (VmFault fault) {
      outcome.add(fault.getMessage());
    }
    ProgramCoverage coverage = vm.coverage().get(0);
    for (int i = 0; i < program.size(); i++) {
      Slot slot = new Slot(i);
      outcome.add(i + ": " + coverage.executed(slot) + ", " + coverage.taken(slot));
    }
    return outcome;
  }

  private static void assertSame(String source, long... budgets) {
    Program program = Assembler.assemble(source + "\n").program().orElseThrow();
    for (long budget : budgets) {
      assertThat(outcome(program, Engine.JIT, budget))
          .as("budget %d of %s", budget, source)
          .isEqualTo(outcome(program, Engine.INTERPRETER, budget));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r6 = 9; again: call f; r6 += -1; if r6 != 0 goto again; exit; f: r0 += 1; exit",
        "r6 = 9; again: call f; r6 += -1; if r6 s> 0 goto again; exit; f: r0 += 1; exit",
        "r6 = 9; again: call f; call f; call g; r6 += -1; if r6 != 0 goto again; exit"
            + "; f: r0 += 1; exit; g: r0 = 3; exit",
        "r6 = 9; again: r1 = r6; call f; r6 += -1; if r6 != 0 goto again; exit"
            + "; f: if r1 > 4 goto less; r0 = 1; less: exit",
        "r6 = 9; again: call f; r1 += 8; r6 += -1; if r6 != 0 goto again; exit"
            + "; f: r0 = *(u64 *)(r1 + 0); exit",
        "r6 = 9; again: *(u64 *)(r10 - 8) = r6; call f; r6 += -1; if r6 != 0 goto again; exit"
            + "; f: r0 = *(u64 *)(r10 - 8); exit",
        "call f; exit; f: r6 = 3; call f; again: call g; r6 += -1; if r6 != 0 goto again; exit"
            + "; g: r0 = 2; exit",
        "r6 = 9; again: r0 += 1; if r6 & 1 goto a; r0 += 2; a: if r6 & 2 goto b; r0 += 3"
            + "; b: r1 += 1; if r6 == 3 goto out; r6 += -1; if r6 != 0 goto again; out: exit",
        "r6 = 9; again: if r0 & 1 goto a; r0 += 1; a: r3 = *(u64 *)(r1 + 0); r1 += 8"
            + "; r6 += -1; if r6 != 0 goto again; exit",
        "r6 = 9; again: if r0 & 1 goto a; a: if r0 & 2 goto b; b: if r0 & 4 goto c"
            + "; c: if r0 & 8 goto d; d: if r0 & 16 goto e; e: if r0 & 1 goto f; f: r0 += 3"
            + "; if r0 & 2 goto g; g: if r0 & 4 goto h; h: if r0 & 8 goto i; r0 += 1"
            + "; i: if r0 & 16 goto j; j: r6 += -1; if r6 != 0 goto again; exit",
      })
  void isCountedAsInTheInterpreter(String source) {
    assertSame(source.replace("; ", "\n"), 1, 5, 6, 7, 13, 14, 20, 21, 29, 40, 51, 60, 90, 1_000);
  }

  /** Its caller pays, though it is no method of the caller's class. */
  @Test
  void aLargeFunctionIsPaidAndCountedOnce() {
    String large = "r0 += r1\n".repeat(900);
    assertSame("call f" + FUNCTION + large + "exit", 100, 901, 902, 903, 1_805, 10_000);
    String loop = "r6 = 3\nagain: call f\nr6 += -1\nif r6 != 0 goto again";
    assertSame(loop + FUNCTION + large + "exit", 100, 902, 1_806, 2_712, 2_720, 10_000);
  }
}
