package dev.jbpf.vm.jit.callee;

import dev.jbpf.isa.Reg;
import dev.jbpf.vm.exec.EdgeCounts;
import dev.jbpf.vm.exec.EngineState;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.flow.CompiledFunction;

/** Runs a function that is in pieces, one after the other. */
public final class LargeFunction {
  private final CompiledFunction function;
  private final Chunks[] classes;
  private final int[] chunkOf;

  /**
   * Of {@code function}.
   *
   * @param classes for each piece the class that has it
   * @param chunkOf for each slot of the program the number of its piece
   */
  public LargeFunction(CompiledFunction function, Chunks[] classes, int[] chunkOf) {
    this.function = function;
    this.classes = classes;
    this.chunkOf = chunkOf;
  }

  /** {@return r0} */
  public long call(EngineState machine, long r1, long r2, long r3, long r4, long r5, int depth) {
    long[] state = new long[Chunks.STATE];
    state[1] = r1;
    state[2] = r2;
    state[3] = r3;
    state[4] = r4;
    state[5] = r5;
    state[Reg.R10.number()] = EngineState.framePointer(depth);
    state[Chunks.MAY_GOTO] = EngineState.MAY_GOTO_LIMIT;
    boolean isCharged = function.isSimple();
    if (!isCharged) {
      countEntry(machine);
    }
    int slot = function.entry();
    while (slot >= 0) {
      int chunk = chunkOf[slot];
      slot = classes[chunk].run(chunk, machine, state, depth, slot);
    }
    if (!isCharged && (function.entry() != 0 || depth > 0)) {
      Runtime.charge(machine, function.charge(~slot), ~slot);
    }
    return state[0];
  }

  private void countEntry(EngineState machine) {
    MicroCode code = machine.running().code();
    if (code.isCounted()) {
      machine.counts(code)[EdgeCounts.entry(code, function.entry())]++;
    }
  }
}
