package dev.jbpf.vm.exec;

import dev.jbpf.isa.Reg;
import java.util.Arrays;

/**
 * A run of the interpreter, one instruction at a time. Every word but the next one is a break, so
 * that the interpreter's loop knows nothing of steps and loses nothing for them.
 */
public final class SingleStep {
  private final Code code;
  private final Machine machine;
  private final long[] registers;
  private final long[] words;
  private final Interpreter interpreter;

  /** Before the first instruction of {@code code}. */
  public SingleStep(Code code, Machine machine, long r1, long r2) {
    this.code = code;
    this.machine = machine;
    this.registers = code.newRegisters();
    // One more than the program has: where a jump to itself is made to go.
    this.words = new long[code.words().length + 1];
    Arrays.fill(words, Code.pack(Micro.BREAK, 0, 0, 0));
    this.interpreter = new Interpreter(code, words);
    Interpreter.prepare(machine, registers, 0, r1, r2, 0, 0, 0, 0);
  }

  /** {@return whether the program is at its end} */
  public boolean isDone() {
    return machine.pc == Machine.HALTED;
  }

  /** {@return the slot of the next instruction} */
  public int slot() {
    return machine.pc;
  }

  /** {@return how many functions wait for the present one to return} */
  public int depth() {
    return machine.depth;
  }

  /** {@return the present value of {@code register}} */
  public long register(Reg register) {
    return registers[register.number()];
  }

  /** Runs the next instruction. */
  public void step() {
    int slot = machine.pc;
    long word = code.words()[slot];
    boolean isLoop = jumpsToItself(word, slot);
    int end = words.length - 1;
    words[slot] = isLoop ? Code.pack(Code.micro(word), Code.a(word), Code.b(word), end) : word;
    try {
      interpreter.go(machine, registers, 0);
    } finally {
      words[slot] = words[end];
    }
    if (machine.pc == end) {
      machine.pc = slot;
      charge(slot);
    }
  }

  private void charge(int slot) {
    if (--machine.budget < 0) {
      throw machine.outOfBudget(slot);
    }
  }

  private static boolean jumpsToItself(long word, int slot) {
    int micro = Code.micro(word);
    return micro >= Micro.JA && micro <= Micro.MAY_GOTO && Code.c(word) == slot;
  }
}
