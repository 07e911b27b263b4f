package dev.jbpf.benchmarks;

import static dev.jbpf.dsl.BpfInsns.*;
import static dev.jbpf.isa.Reg.R0;
import static dev.jbpf.isa.Reg.R1;
import static dev.jbpf.isa.Reg.R10;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Program;
import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.kernel.ProgramType;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Programs built, validated and encoded in each style of the DSL. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BuilderBenchmark {
  private static final int ROUND = 4;

  @Param({"4096", "1000000"})
  public int instructions;

  private byte[] encode(Program program) {
    return program.toBytes(ByteOrder.LITTLE_ENDIAN);
  }

  @Benchmark
  public byte[] mnemonics() {
    return encode(ProgramBuilder.program(this::writeMnemonics));
  }

  private void writeMnemonics(ProgramBuilder b) {
    for (int i = ROUND; i < instructions; i += ROUND) {
      b.mov(R0, i).add(R0, R1).stxdw(R10, -8, R0).ldxdw(R0, R10, -8);
    }
    b.mov(R0, 0).mov(R1, 1).add(R0, R1).exit();
  }

  /** The facade within a builder: lines are found out when one is asked for. */
  @Benchmark
  public byte[] macros() {
    return encode(ProgramBuilder.program(b -> b.with(elements())));
  }

  /** The facade on its own: each element notes its line at once. */
  @Benchmark
  public byte[] macrosWithLines() {
    return encode(Program.of(elements()));
  }

  private CodeElement[] elements() {
    CodeElement[] elements = new CodeElement[instructions];
    for (int i = 0; i < elements.length; i += ROUND) {
      elements[i] = BPF_MOV64_IMM(BPF_REG_0, i);
      elements[i + 1] = BPF_ALU64_REG(BPF_ADD, BPF_REG_0, BPF_REG_1);
      elements[i + 2] = BPF_STX_MEM(BPF_DW, BPF_REG_10, BPF_REG_0, -8);
      elements[i + 3] = BPF_LDX_MEM(BPF_DW, BPF_REG_0, BPF_REG_10, -8);
    }
    elements[elements.length - 1] = BPF_EXIT_INSN();
    return elements;
  }

  @Benchmark
  public byte[] blocks() {
    return encode(ProgramBuilder.program(this::writeBlocks));
  }

  /** The same, checked as a program of its type: the data flow over 1,023 conditions. */
  @Benchmark
  public byte[] blocksChecked() {
    return encode(ProgramBuilder.program(ProgramType.SOCKET_FILTER, this::writeChecked));
  }

  private void writeBlocks(ProgramBuilder b) {
    for (int i = ROUND; i < instructions; i += ROUND) {
      int value = i;
      b.ifThen(R1.eq(value), t -> t.mov(R0, value)).orElse(e -> e.add(R0, 1));
    }
    b.mov(R0, 0).mov(R1, 1).add(R0, R1).exit();
  }

  private void writeChecked(ProgramBuilder b) {
    b.mov(R0, 0);
    writeBlocks(b);
  }
}
