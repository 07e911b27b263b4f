package dev.jbpf.vm.exec;

/**
 * Runs decoded programs, and counts for {@link EdgeCounts}. What is counted is a break in the words
 * that {@link Interpreter} runs, so that it knows nothing of counting and loses nothing for it.
 */
public final class CountingInterpreter implements Executable {
  private final MicroCode code;
  private final Interpreter interpreter;

  /** An interpreter of {@code code}, which is one that counts; it keeps no state of runs. */
  public CountingInterpreter(MicroCode code) {
    this.code = code;
    long[] words = code.words().clone();
    for (int slot = 0; slot < words.length; slot++) {
      if (isCounted(slot)) {
        words[slot] = MicroCode.withMicro(words[slot], Micro.BREAK);
      }
    }
    this.interpreter = new Interpreter(code, Pairs.of(words));
  }

  private boolean isCounted(int slot) {
    int micro = MicroCode.micro(code.words()[slot]);
    return switch (micro) {
      case Micro.EXIT, Micro.CALL_LOCAL, Micro.TAIL_CALL, Micro.PACKET -> true;
      case Micro.CALL -> code.callsBack(slot);
      default -> EdgeCounts.isJump(micro);
    };
  }

  @Override
  public MicroCode code() {
    return code;
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

  private void go(EngineState machine, int entry) {
    count(machine, EdgeCounts.entry(code, entry));
    int slot = interpreter.go(machine, entry);
    while (slot != Interpreter.HALTED) {
      int next = step(machine, slot, code.words()[slot]);
      slot = next == Interpreter.HALTED ? next : interpreter.go(machine, next);
    }
  }

  private void count(EngineState machine, int index) {
    machine.counts(code)[index]++;
  }

  /** {@return where to go on after what is counted at {@code slot}} */
  private int step(EngineState machine, int slot, long word) {
    return switch (MicroCode.micro(word)) {
      case Micro.EXIT -> returned(machine, Interpreter.leave(machine, slot));
      case Micro.CALL_LOCAL -> {
        int entry = Interpreter.enter(machine, slot, MicroCode.c(word));
        count(machine, EdgeCounts.entry(code, entry));
        yield entry;
      }
      case Micro.CALL -> {
        Interpreter.call(machine, slot, code.helpers().get(MicroCode.b(word)));
        yield returned(machine, slot + 1);
      }
      case Micro.TAIL_CALL -> returned(machine, SlowPath.run(machine, word, slot));
      case Micro.PACKET -> packet(machine, slot, SlowPath.run(machine, word, slot));
      default -> jump(machine, slot, word);
    };
  }

  /** Control goes on behind a call, or the function that the engine started has returned. */
  private int returned(EngineState machine, int next) {
    if (next != Interpreter.HALTED) {
      count(machine, EdgeCounts.edge(next - 1));
    }
    return next;
  }

  private int packet(EngineState machine, int slot, int next) {
    if (next == slot + 1) {
      return next;
    }
    count(machine, EdgeCounts.edge(slot));
    return returned(machine, next);
  }

  private int jump(EngineState machine, int slot, long word) {
    long[] registers = machine.frame.registers;
    int micro = MicroCode.micro(word);
    boolean isTaken =
        micro == Micro.MAY_GOTO
            ? machine.frame.mustGoto()
            : ConditionTests.hold(
                micro, registers[MicroCode.a(word)], registers[MicroCode.b(word)]);
    if (!isTaken) {
      return slot + 1;
    }
    int target = SlowPath.jump(machine, slot, MicroCode.c(word));
    count(machine, EdgeCounts.edge(slot));
    return target;
  }
}
