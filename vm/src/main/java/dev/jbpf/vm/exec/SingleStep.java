package dev.jbpf.vm.exec;

import dev.jbpf.isa.Reg;
import java.util.Arrays;

/**
 * A run of the interpreter, one instruction at a time. Every word but the next one is a break, so
 * that the interpreter's loop knows nothing of steps and loses nothing for them.
 */
public final class SingleStep {
  private final MicroCode code;
  private final EngineState machine;
  private final long[] words;
  private final Interpreter interpreter;
  private int slot;

  /** Before the first instruction of {@code code}, on a machine that was made for it. */
  public SingleStep(MicroCode code, EngineState machine, long r1, long r2) {
    this.code = code;
    this.machine = machine;
    // One more than the program has: where a jump to itself is made to go.
    this.words = new long[code.words().length + 1];
    Arrays.fill(words, MicroCode.pack(Micro.BREAK, 0, 0, 0));
    this.interpreter = new Interpreter(code, words);
    machine.frame.enter(0, CallFrame.ENGINE, r1, r2, 0, 0, 0);
  }

  /** {@return whether the program is at its end} */
  public boolean isDone() {
    return slot == Interpreter.HALTED;
  }

  /** {@return the slot of the next instruction} */
  public int slot() {
    return code.slotOf(slot);
  }

  /** {@return how many functions wait for the present one to return} */
  public int depth() {
    return machine.frame.depth;
  }

  /** {@return the present value of {@code register}} */
  public long register(Reg register) {
    return machine.frame.registers[register.number()];
  }

  /** Changes {@code register} of the present function. */
  public void setRegister(Reg register, long value) {
    machine.frame.registers[register.number()] = value;
  }

  /** {@return the slot of the present instruction, and those of the calls that wait, outwards} */
  public int[] slots() {
    int[] slots = new int[depth() + 1];
    slots[0] = slot();
    CallFrame frame = machine.frame;
    for (int i = 1; i < slots.length; i++, frame = frame.caller()) {
      slots[i] = code.slotOf(frame.calledFrom());
    }
    return slots;
  }

  /**
   * {@return the present value of {@code register} in the function that is {@code outwards} calls
   * away}
   */
  public long register(Reg register, int outwards) {
    CallFrame frame = machine.frame;
    for (int i = 0; i < outwards; i++) {
      frame = frame.caller();
    }
    return frame.registers[register.number()];
  }

  /** Runs the next instruction, with all that is behind the program for it. */
  public void step() {
    do {
      stepOnce();
    } while (slot >= code.program().size() && MicroCode.micro(code.words()[slot]) != Micro.TRAP);
  }

  /** The program has thrown: it is at its end. */
  public void end(Thrown thrown) {
    machine.caught(thrown);
    slot = Interpreter.HALTED;
  }

  private void stepOnce() {
    long word = code.words()[slot];
    switch (MicroCode.micro(word)) {
      // These may come back to where they are, by another function.
      case Micro.EXIT -> slot = Interpreter.leave(machine, slot);
      case Micro.CALL_LOCAL -> slot = Interpreter.enter(machine, slot, MicroCode.c(word));
      case Micro.TAIL_CALL, Micro.PACKET -> slot = SlowPath.run(machine, word, slot);
      default -> step(slot, word);
    }
  }

  private void step(int at, long word) {
    boolean isLoop = jumpsToItself(word, at);
    int end = words.length - 1;
    words[at] =
        isLoop
            ? MicroCode.pack(MicroCode.micro(word), MicroCode.a(word), MicroCode.b(word), end)
            : word;
    try {
      slot = interpreter.go(machine, at);
    } finally {
      words[at] = words[end];
    }
    if (slot == end) {
      slot = at;
      charge(at);
    }
  }

  private void charge(int at) {
    if (--machine.budget < 0) {
      throw machine.outOfBudget(at);
    }
  }

  private static boolean jumpsToItself(long word, int slot) {
    int micro = MicroCode.micro(word);
    return micro >= Micro.JA && micro <= Micro.MAY_GOTO && MicroCode.c(word) == slot;
  }
}
