package dev.jbpf.benchmarks;

import dev.jbpf.benchmarks.program.BenchmarkSources;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import java.io.IOException;
import java.io.OutputStream;
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

/** A source assembled in a JVM that is warm; a million lines in 100 ms are 10 million a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AssembleBenchmark {
  private static final AssemblerOptions TO_OBJECT =
      AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);

  @Param({"1000", "100000", "1000000"})
  int lines;

  @Param({"llvm", "gnu", "macro", "pasted", "fields"})
  String dialect = "";

  private byte[] source = {};

  @Setup
  public void write() {
    source = BenchmarkSources.of(dialect, lines);
  }

  @Benchmark
  public int program() {
    return Assembler.assemble(source, "measured.s", AssemblerOptions.DEFAULT)
        .program()
        .orElseThrow()
        .size();
  }

  @Benchmark
  public void object() throws IOException {
    Assembler.assemble(source, "measured.s", TO_OBJECT)
        .object()
        .orElseThrow()
        .writeTo(OutputStream.nullOutputStream());
  }
}
