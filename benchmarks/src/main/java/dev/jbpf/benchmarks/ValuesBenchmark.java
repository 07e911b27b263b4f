package dev.jbpf.benchmarks;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.SocketBody;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.examples.values.firewall.FirewallProgram;
import dev.jbpf.ir.IrCompiler;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.build.ModuleBuilder;
import dev.jbpf.isa.TargetMachine;
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

/** Programs of values built, optimised, allocated, checked, verified and encoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ValuesBenchmark {
  private static final int ROUNDS = 9;
  private static final int LONG = 100_000;

  /** About a hundred values, eighteen of them in branches. */
  @Benchmark
  public byte[] hundredValues() {
    return Probe.socket("hundred")
        .since(5, 12)
        .build(ValuesBenchmark::hundred)
        .program()
        .toBytes(ByteOrder.LITTLE_ENDIAN);
  }

  private static void hundred(SocketBody p) {
    Var<U64> sum = p.var("sum", p.time());
    U64 key = p.time();
    U32 any = p.random();
    for (int i = 0; i < ROUNDS; i++) {
      U64 mixed = sum.get().multiply(31).add(i).xor(key);
      p.when(mixed.gt(any.toU64().shiftLeft(i)), () -> sum.set(mixed.subtract(7)));
      sum.set(sum.get().add(mixed.shiftRight(3)).and(0xff_ffff_ffffL));
    }
    p.exit(sum.get().toU32());
  }

  @Benchmark
  public byte[] firewall() {
    return FirewallProgram.define().program().toBytes(ByteOrder.LITTLE_ENDIAN);
  }

  /** A hundred thousand values, one behind the other, without the verifier. */
  @Benchmark
  public byte[] longProgram() {
    return longProgram(LONG);
  }

  /** {@return a program of so many values, one behind the other} */
  public static byte[] longProgram(int length) {
    return IrCompiler.forTarget(TargetMachine.ANY)
        .compile(longModule(length))
        .toBytes(ByteOrder.LITTLE_ENDIAN);
  }

  private static IrModule longModule(int length) {
    ModuleBuilder module = new ModuleBuilder();
    FunctionBuilder f = module.function("main", Type.U64, Type.CONTEXT);
    Value sum = f.cast(f.load(Type.U32, f.parameter(0), 0), Type.U64);
    for (int i = 0; i < length; i++) {
      sum = i % 2 == 0 ? f.xor(sum, i) : f.mul(sum, 31);
    }
    f.ret(sum);
    return module.finish();
  }
}
