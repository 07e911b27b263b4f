package dev.jbpf.benchmarks;

import static dev.jbpf.dsl.BpfInsns.*;
import static dev.jbpf.isa.Reg.R0;
import static dev.jbpf.isa.Reg.R1;
import static dev.jbpf.isa.Reg.R10;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Program;
import dev.jbpf.dsl.ProgramBuilder;
import java.nio.ByteOrder;
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

/** Programs of 4,096 instructions built and encoded in each style of the DSL. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BuilderBenchmark {
  private static final int ROUNDS = 1024;

  @Benchmark
  public byte[] mnemonics() {
    return ProgramBuilder.program(BuilderBenchmark::writeMnemonics)
        .toBytes(ByteOrder.LITTLE_ENDIAN);
  }

  private static void writeMnemonics(ProgramBuilder b) {
    for (int i = 1; i < ROUNDS; i++) {
      b.mov(R0, i).add(R0, R1).stxdw(R10, -8, R0).ldxdw(R0, R10, -8);
    }
    b.mov(R0, 0).mov(R1, 1).add(R0, R1).exit();
  }

  @Benchmark
  public byte[] macros() {
    CodeElement[] elements = new CodeElement[4 * ROUNDS];
    for (int i = 0; i < elements.length; i += 4) {
      elements[i] = BPF_MOV64_IMM(BPF_REG_0, i);
      elements[i + 1] = BPF_ALU64_REG(BPF_ADD, BPF_REG_0, BPF_REG_1);
      elements[i + 2] = BPF_STX_MEM(BPF_DW, BPF_REG_10, BPF_REG_0, -8);
      elements[i + 3] = BPF_LDX_MEM(BPF_DW, BPF_REG_0, BPF_REG_10, -8);
    }
    elements[elements.length - 1] = BPF_EXIT_INSN();
    return Program.of(elements).toBytes(ByteOrder.LITTLE_ENDIAN);
  }

  @Benchmark
  public byte[] blocks() {
    return ProgramBuilder.program(BuilderBenchmark::writeBlocks).toBytes(ByteOrder.LITTLE_ENDIAN);
  }

  private static void writeBlocks(ProgramBuilder b) {
    for (int i = 1; i < ROUNDS; i++) {
      int value = i;
      b.ifThen(R1.eq(value), t -> t.mov(R0, value)).orElse(e -> e.add(R0, 1));
    }
    b.mov(R0, 0).mov(R1, 1).add(R0, R1).exit();
  }
}
