package dev.jbpf.benchmarks;

import dev.jbpf.benchmarks.time.DrainWork;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a full ring buffer of 64-byte records; {@code -prof gc} shows what that allocates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2_000)
@Measurement(iterations = 500)
@Fork(1)
public class RingBenchmark {
  private DrainWork work;

  @Setup
  public void open() {
    work = new DrainWork();
  }

  /** The records are written anew before each run, which is not measured. */
  @Setup(Level.Invocation)
  public void fill() {
    work.prepare();
  }

  @Benchmark
  public long drain() {
    return work.run();
  }

  @TearDown
  public void close() {
    work.close();
  }
}
