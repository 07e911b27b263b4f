package dev.jbpf.vm.jit.callee;

import dev.jbpf.vm.exec.EngineState;

/**
 * Pieces of a function that is too large for one method. Between them the registers are in an
 * array: r0 to r10, and behind them how often {@code may_goto} still goes on.
 */
public abstract class Chunks {
  /** The number of what the array holds. */
  static final int STATE = 12;

  /** The index of what {@code may_goto} has left. */
  public static final int MAY_GOTO = 11;

  /**
   * {@return the slot to go on with, in whatever chunk; if negative, the complement of the slot of
   * the exit}
   */
  public abstract int run(int chunk, EngineState machine, long[] registers, int depth, int slot);
}
