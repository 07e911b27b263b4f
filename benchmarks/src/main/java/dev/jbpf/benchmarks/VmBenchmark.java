package dev.jbpf.benchmarks;

import dev.jbpf.benchmarks.program.BenchmarkPrograms;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Session;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Context;
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

/** One run of a program in a session. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VmBenchmark {
  @Param({"alu", "csum16_64k", "filter", "sieve", "helper", "localcall"})
  String program = "";

  @Param({"INTERPRETER", "JIT"})
  Engine engine = Engine.JIT;

  private Session session;

  @Setup
  public void load() {
    VmOptions options =
        VmOptions.DEFAULT.withEngine(engine).withHelper(1, (call, a, b, r3, r4, r5) -> (a ^ b) + 1);
    session = Vm.load(BenchmarkPrograms.load(program), options).open(0);
    session.place(Context.of(BenchmarkPrograms.input(program)));
  }

  @Benchmark
  public long run() {
    return session.run();
  }
}
