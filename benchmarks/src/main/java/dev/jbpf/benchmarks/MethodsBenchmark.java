package dev.jbpf.benchmarks;

import dev.jbpf.examples.methods.FirewallMethod;
import dev.jbpf.examples.methods.PortsMethod;
import dev.jbpf.examples.methods.RateLimitMethods;
import dev.jbpf.methods.compile.CompiledClass;
import dev.jbpf.methods.compile.MethodCompiler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a class to its object: read, translated, compiled, verified, written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MethodsBenchmark {
  @Benchmark
  public byte[] firewall() {
    return MethodCompiler.compile(FirewallMethod.class).toObject();
  }

  @Benchmark
  public byte[] ports() {
    return MethodCompiler.compile(PortsMethod.class).toObject();
  }

  /** Two programs. */
  @Benchmark
  public byte[] rateLimits() {
    return MethodCompiler.compile(RateLimitMethods.class).toObject();
  }

  /** Once, in a process that has done nothing yet: prints how many milliseconds it took. */
  public static final class Cold {
    private Cold() {}

    public static void main(String[] arguments) {
      long start = System.nanoTime();
      CompiledClass compiled = MethodCompiler.compile(FirewallMethod.class);
      int bytes = compiled.toObject().length;
      System.out.println((System.nanoTime() - start) / 1_000_000 + " ms, " + bytes + " bytes");
    }
  }
}
