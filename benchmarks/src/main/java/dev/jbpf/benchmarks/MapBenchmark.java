package dev.jbpf.benchmarks;

import dev.jbpf.benchmarks.time.MapTables;
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

/** Operations on one element of a map; {@code -prof gc} shows what they allocate. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MapBenchmark {
  /** Keys and values, numbers or records, as {@link MapTables} knows them. */
  @Param({"array", "array-record", "hash", "hash-record"})
  public String shape;

  private MapTables.Table table;
  private long key;

  @Setup
  public void create() {
    table = MapTables.of(shape);
  }

  @Benchmark
  public long lookup() {
    return table.lookup().applyAsLong(next());
  }

  @Benchmark
  public long update() {
    return table.update().applyAsLong(next());
  }

  private long next() {
    key = (key + 1) % MapTables.ENTRIES;
    return key;
  }
}
