package dev.jbpf.vm.exec;

import dev.jbpf.vm.helper.HelperFunction;

/**
 * Runs decoded programs: {@link FastPath} as far as it gets, then one instruction that needs more,
 * and on.
 */
public final class Interpreter implements Executable {
  /** Where control is when there is nothing left to run. */
  static final int HALTED = -1;

  private final MicroCode code;
  private final long[] words;
  private final HelperFunction[] helpers;

  /** An interpreter of {@code code}; it keeps no state of runs. */
  public Interpreter(MicroCode code) {
    this(code, Pairs.of(code.words()));
  }

  /** As the other, with words in place of those of {@code code}. */
  Interpreter(MicroCode code, long[] words) {
    this.code = code;
    this.words = words;
    this.helpers = code.helpers().toArray(new HelperFunction[0]);
  }

  @Override
  public MicroCode code() {
    return code;
  }

  @Override
  public long call(
      EngineState machine, int entry, long r1, long r2, long r3, long r4, long r5, int depth) {
    CallFrame before = machine.frame;
    CallFrame frame = before.forCallBack(code, depth);
    frame.enter(entry, CallFrame.ENGINE, r1, r2, r3, r4, r5);
    machine.frame = frame;
    go(machine, entry);
    machine.frame = before;
    return frame.registers[0];
  }

  @Override
  public long run(EngineState machine, byte[] argument) {
    machine.reset(this);
    CallFrame frame = machine.frame;
    frame.enter(0, CallFrame.ENGINE, machine.r1, machine.r2, 0, 0, 0);
    go(machine, 0);
    machine.finish();
    return frame.registers[0];
  }

  /**
   * {@return the slot of the break that control came to, {@link #HALTED} if the function that the
   * engine started has returned}
   */
  int go(EngineState machine, int start) {
    int slot = start;
    while (slot != HALTED) {
      slot = FastPath.run(machine, machine.frame.registers, words, slot);
      long word = words[slot];
      switch (MicroCode.micro(word)) {
        case Micro.BREAK:
          return slot;
        case Micro.EXIT:
          slot = leave(machine, slot);
          break;
        case Micro.CALL_LOCAL:
          slot = enter(machine, slot, MicroCode.c(word));
          break;
        case Micro.CALL:
          call(machine, slot, helpers[MicroCode.b(word)]);
          slot++;
          break;
        default:
          slot = SlowPath.run(machine, code.words()[slot], slot);
      }
    }
    return slot;
  }

  static void call(EngineState machine, int slot, HelperFunction helper) {
    CallFrame frame = machine.frame;
    machine.atHelper(slot, frame.depth);
    long[] r = frame.registers;
    r[0] = helper.call(machine, r[1], r[2], r[3], r[4], r[5]);
  }

  /** {@return the slot of the function that the call at {@code slot} enters} */
  static int enter(EngineState machine, int slot, int entry) {
    CallFrame frame = machine.frame;
    machine.deeper(frame.depth, slot);
    CallFrame callee = frame.callee();
    long[] r = frame.registers;
    callee.enter(entry, slot, r[1], r[2], r[3], r[4], r[5]);
    machine.frame = callee;
    return entry;
  }

  /** {@return where to go on when the function returns from {@code slot}} */
  static int leave(EngineState machine, int slot) {
    CallFrame frame = machine.frame;
    machine.charge(frame.charge(slot), slot);
    if (frame.isFirst()) {
      return HALTED;
    }
    machine.frame = frame.leave();
    return frame.returnTo();
  }
}
