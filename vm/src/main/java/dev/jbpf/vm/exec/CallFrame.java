package dev.jbpf.vm.exec;

import org.jspecify.annotations.Nullable;

/**
 * A function that the interpreter runs: its registers, and where its caller goes on. What a
 * function calls gets the same frame each time, so that a call copies arguments and nothing else.
 */
final class CallFrame {
  /** The call slot of a function that the engine itself started. */
  static final int ENGINE = -1;

  private final MicroCode code;

  /** The function that waits for this one; the frame itself if there is none. */
  private final CallFrame caller;

  private @Nullable CallFrame callee;

  /** How many functions wait for one to return. */
  final int depth;

  /** r0 to r10, and behind them the constants of the program. */
  final long[] registers;

  /** The slot of the call, or {@link #ENGINE}. */
  private int callSlot = ENGINE;

  private int entry;
  private long mayGoto;

  /** The frame of functions of {@code code} at that depth that the engine starts. */
  CallFrame(MicroCode code, int depth) {
    this.code = code;
    this.depth = depth;
    this.caller = this;
    this.registers = newRegisters();
  }

  private CallFrame(CallFrame caller) {
    this.code = caller.code;
    this.depth = caller.depth + 1;
    this.caller = caller;
    this.registers = newRegisters();
  }

  private long[] newRegisters() {
    long[] fresh = code.newRegisters();
    fresh[10] = EngineState.framePointer(depth);
    return fresh;
  }

  /** {@return the frame of what this function calls} */
  CallFrame callee() {
    if (callee == null) {
      callee = new CallFrame(this);
    }
    return callee;
  }

  /** {@return the same, null if nothing was called from here yet} */
  @Nullable CallFrame known() {
    return callee;
  }

  /** {@return the frame for a function of {@code next} at depth {@code at} that the engine runs} */
  CallFrame forCallBack(MicroCode next, int at) {
    return next == code && at == depth + 1 ? callee() : new CallFrame(next, at);
  }

  /** Starts the function at {@code first}: its registers are zero, but r1 to r5 and r10. */
  void enter(int first, int from, long r1, long r2, long r3, long r4, long r5) {
    entry = first;
    callSlot = from;
    mayGoto = EngineState.MAY_GOTO_LIMIT;
    registers[0] = 0;
    registers[1] = r1;
    registers[2] = r2;
    registers[3] = r3;
    registers[4] = r4;
    registers[5] = r5;
    registers[6] = 0;
    registers[7] = 0;
    registers[8] = 0;
    registers[9] = 0;
  }

  /** {@return whether the engine started the function} */
  boolean isFirst() {
    return callSlot == ENGINE;
  }

  /** {@return the caller, with the function's result in r0} */
  CallFrame leave() {
    caller.registers[0] = registers[0];
    return caller;
  }

  /** {@return the slot of the call, where there is one} */
  int calledFrom() {
    return callSlot;
  }

  /** {@return the function that waits for this one; itself if there is none} */
  CallFrame caller() {
    return caller;
  }

  /** {@return where the caller goes on} */
  int returnTo() {
    return callSlot + 1;
  }

  /**
   * {@return what a return from {@code slot} costs: it goes back over that part of the function}
   */
  int charge(int slot) {
    return depth == 0 ? 0 : Math.max(slot + 1 - entry, 1);
  }

  /** {@return whether {@code may_goto} jumps, since it has gone on as often as it may} */
  boolean mustGoto() {
    if (mayGoto == 0) {
      return true;
    }
    mayGoto--;
    return false;
  }
}
