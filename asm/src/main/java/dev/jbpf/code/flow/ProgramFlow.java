package dev.jbpf.code.flow;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;

/**
 * How control can pass through a program, whatever the values are: where instructions and functions
 * start, where jumps lead, and what is reached. Any program has one, also one of raw data.
 */
public final class ProgramFlow {
  /** The opcodes of instructions that take two slots, end a run of instructions or go elsewhere. */
  private static final boolean[] CONCERNED = new boolean[256];

  static {
    for (Op op : Op.all()) {
      CONCERNED[op.opcode()] |= op.slots() == 2 || op.format().hasTarget() || op.isFinal();
    }
  }

  private final Program program;
  private final int size;
  private final BitSet within = new BitSet();
  private final BitSet targets = new BitSet();
  private final BitSet functions = new BitSet();
  private final BitSet leaders = new BitSet();

  private ProgramFlow(Program program) {
    this.program = program;
    this.size = program.size();
  }

  /** {@return that of {@code program}} */
  public static ProgramFlow of(Program program) {
    return of(program, new BitSet());
  }

  /**
   * {@return that of {@code program}}
   *
   * @param except the slots of instructions whose targets do not count, as they are to be relocated
   */
  public static ProgramFlow of(Program program, BitSet except) {
    ProgramFlow flow = new ProgramFlow(program);
    flow.find(except);
    return flow;
  }

  private void find(BitSet except) {
    if (size > 0) {
      functions.set(0);
      leaders.set(0);
    }
    for (int slot = 0; slot < size; slot++) {
      if (CONCERNED[Words.opcode(program.word(slot))]) {
        Optional<Op> op = program.opAt(slot);
        if (op.isPresent()) {
          note(op.get(), slot, except);
          slot += op.get().slots() - 1;
        }
      }
    }
    targets.andNot(within);
    leaders.or(targets);
    leaders.clear(size);
    functions.and(leaders);
  }

  private void note(Op op, int slot, BitSet except) {
    if (op.slots() == 2) {
      within.set(slot + 1);
    }
    boolean goesElsewhere = op.format().hasTarget() && !op.namesFunction();
    if (goesElsewhere || op.isFinal()) {
      leaders.set(slot + 1);
    }
    long target = slot + 1L + op.distance(program.word(slot));
    if (op.format().hasTarget() && !except.get(slot) && target >= 0 && target <= size) {
      targets.set((int) target);
      if (op.namesFunction()) {
        functions.set((int) target);
      }
    }
  }

  /**
   * {@return whether an instruction, or raw data, starts at {@code slot}, which may be anywhere}
   */
  public boolean isStart(long slot) {
    return slot >= 0 && slot < size && !within.get((int) slot);
  }

  /** {@return whether {@code slot} is a start, or the place behind the last slot} */
  public boolean isPlace(long slot) {
    return slot == size || isStart(slot);
  }

  /**
   * {@return the starts that instructions name: those of jumps, and of functions; with the place
   * behind the last slot, if one names it}
   */
  public BitSet targets() {
    return (BitSet) targets.clone();
  }

  /** {@return where functions start: the first slot, and those that a call or an address names} */
  public BitSet functions() {
    return (BitSet) functions.clone();
  }

  /**
   * {@return where runs of instructions start that control enters at the first only: targets,
   * functions, and what stands behind a jump or an exit}
   */
  public BitSet leaders() {
    return (BitSet) leaders.clone();
  }

  /** {@return the slots of the instructions that control can come to from the first one} */
  public BitSet reached() {
    BitSet reached = new BitSet(size);
    Deque<Integer> waiting = new ArrayDeque<>();
    waiting.add(0);
    while (!waiting.isEmpty()) {
      int slot = waiting.remove();
      while (isStart(slot) && !reached.get(slot)) {
        reached.set(slot);
        Optional<Op> op = program.opAt(slot);
        target(slot).ifPresent(target -> waiting.add(target));
        slot = op.filter(Op::isFinal).isPresent() ? size : slot + op.map(Op::slots).orElse(1);
      }
    }
    return reached;
  }

  /** {@return the start that the instruction at {@code slot} names, if that is in the program} */
  public Optional<Integer> target(int slot) {
    return program
        .opAt(slot)
        .filter(op -> op.format().hasTarget())
        .map(op -> slot + 1L + op.distance(program.word(slot)))
        .filter(this::isStart)
        .map(Long::intValue);
  }
}
