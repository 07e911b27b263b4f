package dev.jbpf.benchmarks;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.VerifierException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the kernel's own JIT needs for a run, by the kernel's clock: the average of its test run,
 * the best of several. A program that its verifier does not admit gets its reason instead.
 * Arguments are names of programs, or numbers of instructions without a jump.
 */
public final class KernelTime {
  private static final int ROUNDS = 20;
  private static final int REPEAT = 20_000;

  /** The registers that {@link StraightLineBenchmark} reads. */
  private static final int REGISTERS = 7;

  private KernelTime() {}

  public static void main(String[] arguments) {
    for (String name : arguments) {
      System.out.printf("%-12s KERNEL       %s%n", name, measured(program(name)));
    }
  }

  /** The verifier wants registers to have a value before they are read. */
  private static Program program(String name) {
    if (!Character.isDigit(name.charAt(0))) {
      return Programs.load(name);
    }
    List<CodeElement> elements = new ArrayList<>();
    for (int i = 0; i < REGISTERS; i++) {
      elements.add(Insn.of(Op.MOV_IMM, Reg.of(i), Reg.R0, 0, 0));
    }
    elements.addAll(StraightLineBenchmark.elements(Integer.parseInt(name)));
    return Program.link(elements);
  }

  private static String measured(Program program) {
    ProgramSpec spec = ProgramSpec.of("jbpf_time", ProgramType.SCHED_CLS, program);
    try (KernelProgram loaded = Bpf.load(spec)) {
      TestRun run = TestRun.onPacket(new byte[64]).withRepeat(REPEAT);
      long best = Long.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        best = Math.min(best, loaded.testRun(run).duration().toNanos());
      }
      return best + " ns";
    } catch (VerifierException refused) {
      return "refused: " + refused.getMessage().lines().findFirst().orElse("");
    }
  }
}
