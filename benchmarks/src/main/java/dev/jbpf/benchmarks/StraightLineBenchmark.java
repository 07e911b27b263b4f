package dev.jbpf.benchmarks;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Session;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Programs without a jump, too large for one method of the JVM. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StraightLineBenchmark {
  @Param({"20", "1000", "4096", "60000"})
  int instructions;

  private Session session;

  @Setup
  public void load() {
    VmOptions options = VmOptions.DEFAULT.withEngine(Engine.JIT);
    session = Vm.load(Program.link(elements(instructions)), options).open(0);
  }

  /** {@return so many instructions, the exit included} */
  static List<CodeElement> elements(int instructions) {
    List<CodeElement> elements = new ArrayList<>();
    for (int i = 0; i < instructions - 1; i++) {
      Op op = i % 3 == 0 ? Op.ADD_REG : i % 3 == 1 ? Op.XOR_REG : Op.ADD_REG;
      elements.add(Insn.of(op, Reg.of(i % 5), Reg.of((i + 3) % 7), 0, 0));
    }
    elements.add(Insn.of(Op.EXIT, Reg.R0, Reg.R0, 0, 0));
    return elements;
  }

  @Benchmark
  public long run() {
    return session.run();
  }
}
