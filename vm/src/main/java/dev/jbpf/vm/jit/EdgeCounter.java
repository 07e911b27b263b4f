package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.exec.EdgeCounts;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.jit.callee.Callee;

/** Writes the counting of {@link EdgeCounts}, or nothing where runs are not counted. */
class EdgeCounter {
  /** About how many bytes of bytecode a count takes. */
  static final int WEIGHT = 12;

  /** How many counts a loop holds in variables at most. */
  static final int MAX_HELD = 8;

  private final BytecodeEmitter emit;
  private final CallSites calls;
  private final boolean isOn;

  EdgeCounter(BytecodeEmitter emit, CallSites calls) {
    this.emit = emit;
    this.calls = calls;
    this.isOn = emit.code().isCounted();
  }

  boolean isOn() {
    return isOn;
  }

  /** Finds out where this machine counts. At the start of the method. */
  void initialize() {
    if (isOn) {
      pushCounts();
      emit.load(ASTORE, emit.locals().counts);
      forgetHeld();
    }
  }

  /** The method counts nothing. At its start, as every variable has a value from there. */
  final void initializeToNothing() {
    if (isOn) {
      emit.op(ACONST_NULL);
      emit.load(ASTORE, emit.locals().counts);
      forgetHeld();
    }
  }

  private void forgetHeld() {
    for (int held = 0; held < MAX_HELD; held++) {
      emit.op(ICONST_0);
      emit.load(ISTORE, emit.locals().held(held));
    }
  }

  final void pushCounts() {
    emit.machine();
    calls.pushCode(emit);
    emit.call(Callee.COUNTS);
  }

  /** The function at {@code slot} is entered. */
  void entry(int slot) {
    add(EdgeCounts.entry(emit.code(), slot), () -> emit.op(LCONST_1));
  }

  /** Control takes the edge of {@code slot} that does not just go on. */
  void edge(int slot) {
    add(EdgeCounts.edge(slot), () -> emit.op(LCONST_1));
  }

  /** The same, as often as the variable of that number, an int, says. */
  void edges(int slot, int local) {
    addVariable(EdgeCounts.edge(slot), local);
  }

  /** Counts at {@code index} as often as the variable of that number, an int, says. */
  void addVariable(int index, int local) {
    add(
        index,
        () -> {
          emit.load(ILOAD, local);
          emit.op(I2L);
        });
  }

  /** The run is at its end: all that it did is counted already. */
  void end() {}

  private void add(int index, Runnable pushAmount) {
    if (isOn) {
      emit.load(ALOAD, emit.locals().counts);
      emit.pushInt(index);
      emit.op(DUP2);
      emit.op(LALOAD);
      pushAmount.run();
      emit.op(LADD);
      emit.op(LASTORE);
    }
  }

  /** {@return about how many bytes of bytecode counting adds to each instruction of a function} */
  static int weight(MicroCode code) {
    return code.isCounted() ? WEIGHT : 0;
  }
}
