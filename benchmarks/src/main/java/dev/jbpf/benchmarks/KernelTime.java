package dev.jbpf.benchmarks;

import dev.jbpf.benchmarks.program.BenchmarkPrograms;
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
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Session;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.SocketBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the kernel's own JIT needs for a run, by the kernel's clock: the average of its test run,
 * the best of several; and what ours needs for the same program, in CPU time. Arguments are names
 * of programs in the form that the verifier admits, or numbers of instructions without a jump.
 */
public final class KernelTime {
  private static final int ROUNDS = 20;

  /** Of the kernel's time, what a round may take in all, about. */
  private static final long ROUND = 10_000_000;

  /** The registers that {@link StraightLineBenchmark} reads. */
  private static final int REGISTERS = 7;

  private KernelTime() {}

  public static void main(String[] arguments) throws IOException {
    for (String name : arguments) {
      Program program = program(name);
      byte[] packet = packet(name);
      System.out.printf("%-12s KERNEL %,14d ns%n", name, inKernel(program, packet));
      System.out.printf("%-12s JIT    %,16.1f ns%n", name, onVm(program, packet));
    }
  }

  private static Program program(String name) throws IOException {
    return Character.isDigit(name.charAt(0)) ? straight(Integer.parseInt(name)) : read(name);
  }

  /** The verifier wants registers to have a value before they are read. */
  private static Program straight(int instructions) {
    List<CodeElement> elements = new ArrayList<>();
    for (int i = 0; i < REGISTERS; i++) {
      elements.add(Insn.of(Op.MOV_IMM, Reg.of(i), Reg.R0, 0, 0));
    }
    elements.addAll(StraightLineBenchmark.elements(instructions));
    return Program.link(elements);
  }

  private static Program read(String name) throws IOException {
    try (InputStream in = KernelTime.class.getResourceAsStream("/kernel/" + name + ".s")) {
      if (in == null) {
        throw new IllegalArgumentException("no program " + name);
      }
      Assembly assembly = Assembler.assemble(in.readAllBytes(), name + ".s", Dialect.AUTO);
      return assembly.program().orElseThrow(() -> new IllegalArgumentException(assembly.report()));
    }
  }

  private static byte[] packet(String name) {
    return name.equals("csum")
        ? Arrays.copyOf(BenchmarkPrograms.input("csum16_64k"), 1_400)
        : BenchmarkPrograms.input("filter");
  }

  private static long inKernel(Program program, byte[] packet) {
    ProgramSpec spec = ProgramSpec.of("jbpf_time", ProgramType.SCHED_CLS, program);
    try (KernelProgram loaded = Bpf.load(spec)) {
      TestRun once = TestRun.onPacket(packet);
      long first = Math.max(loaded.testRun(once.withRepeat(10)).duration().toNanos(), 1);
      TestRun run = once.withRepeat((int) Math.max(ROUND / first, 1));
      long best = Long.MAX_VALUE;
      for (int i = 0; i < ROUNDS; i++) {
        best = Math.min(best, loaded.testRun(run).duration().toNanos());
      }
      return best;
    }
  }

  private static double onVm(Program program, byte[] packet) {
    Session session = Vm.load(program, VmOptions.DEFAULT.withEngine(Engine.JIT)).open(0);
    session.place(SocketBuffer.of(packet));
    return CpuTime.best(session::run);
  }
}
