package dev.jbpf.vm.jit;

import dev.jbpf.vm.exec.EdgeCounts;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.Executable;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.Runtime;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import dev.jbpf.vm.jit.flow.FunctionTable;
import java.util.Optional;

/** A program, compiled to JVM bytecode: each has a class of its own that extends this one. */
public abstract class JitProgram implements Executable {
  private final MicroCode code;
  private final FunctionTable table;

  JitProgram(MicroCode code, FunctionTable table) {
    this.code = code;
    this.table = table;
  }

  /** {@return {@code code}, compiled; empty if its functions overlap so much that it would grow} */
  public static Optional<JitProgram> compile(MicroCode code) {
    FunctionTable table = new FunctionTable(code);
    return table.isReasonable()
        ? Optional.of(new Compiler(code, table).compile())
        : Optional.empty();
  }

  /** {@return r0 of the function of that number} */
  abstract long callNumber(
      int number, EngineState machine, long r1, long r2, long r3, long r4, long r5, int depth);

  @Override
  public final MicroCode code() {
    return code;
  }

  @Override
  public long run(EngineState machine, byte[] argument) {
    machine.reset(this);
    long r0 = callNumber(0, machine, machine.r1, machine.r2, 0, 0, 0, 0);
    machine.finish();
    return r0;
  }

  @Override
  public final long call(
      EngineState machine, int entry, long r1, long r2, long r3, long r4, long r5, int depth) {
    CompiledFunction function = table.at(entry);
    if (function.isSimple() && code.isCounted()) {
      machine.counts(code)[EdgeCounts.entry(code, entry)]++;
    }
    long result = callNumber(table.number(entry), machine, r1, r2, r3, r4, r5, depth);
    if (function.isSimple()) {
      Runtime.charge(machine, function.charge(function.exit()), function.exit());
    }
    return result;
  }
}
