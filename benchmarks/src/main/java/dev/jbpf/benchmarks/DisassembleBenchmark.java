package dev.jbpf.benchmarks;

import dev.jbpf.benchmarks.program.BenchmarkSources;
import dev.jbpf.code.Program;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
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

/** A program printed in a JVM that is warm. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DisassembleBenchmark {
  @Param({"1000", "1000000"})
  int lines;

  @Param({"LLVM", "GNU"})
  Dialect dialect = Dialect.LLVM;

  private Program program = Program.of();

  @Setup
  public void assemble() {
    program =
        Assembler.assemble(
                BenchmarkSources.of("llvm", lines), "measured.s", AssemblerOptions.DEFAULT)
            .program()
            .orElseThrow();
  }

  @Benchmark
  public int text() {
    return Disassembler.text(program, dialect).length();
  }
}
