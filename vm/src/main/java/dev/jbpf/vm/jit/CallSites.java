package dev.jbpf.vm.jit;

import dev.jbpf.vm.jit.flow.CompiledFunction;

/** How a class calls helpers and functions. */
interface CallSites {
  /** Pushes the program, as a constant. */
  void pushCode(BytecodeEmitter emit);

  /** Pushes the helper of that index. */
  void pushHelper(BytecodeEmitter emit, int index);

  /** Pushes what comes between the machine and r1. */
  void pushTarget(BytecodeEmitter emit, int target);

  /** Calls the function at {@code target}; its arguments and the depth are on the stack. */
  void invoke(BytecodeEmitter emit, int target);

  /**
   * {@return whether the caller takes from the budget what the function at {@code target} costs}
   */
  boolean isChargedByCaller(int target);

  /** {@return the function at that slot} */
  CompiledFunction function(int target);

  /** {@return whether a call of a function may move memory} */
  boolean movesMemory();
}
