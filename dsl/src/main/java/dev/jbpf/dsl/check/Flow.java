package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what is known at each place that control may come to. States are kept where ways meet. */
final class Flow {
  private final Code code;
  private final Step step;
  private final Map<Integer, State> states = new TreeMap<>();
  private final Deque<Integer> waiting = new ArrayDeque<>();

  /** Is told what is known before an instruction. */
  interface Visitor {
    /** Does nothing. */
    Visitor NONE = (slot, insn, before) -> {};

    void visit(int slot, Insn insn, State before);
  }

  Flow(Code code, Step step) {
    this.code = code;
    this.step = step;
  }

  /** Runs until nothing new is found out. */
  void run() {
    arrive(0, State.main());
    while (!waiting.isEmpty()) {
      int slot = waiting.remove();
      walk(slot, states.get(slot).copy(), Visitor.NONE, true);
    }
  }

  /** Visits all instructions that control may come to, in the order of their slots. */
  void visit(Visitor visitor) {
    states.forEach((slot, state) -> walk(slot, state.copy(), visitor, false));
  }

  /** Goes from a place where ways meet to the next; {@code goesOn} says whether to arrive there. */
  private void walk(int start, State state, Visitor visitor, boolean goesOn) {
    int slot = start;
    do {
      Insn insn = code.at(slot);
      visitor.visit(slot, insn, state);
      if (code.isJump(slot)) {
        if (goesOn) {
          jump(slot, insn, state);
        }
        return;
      }
      if (goesOn && Code.isCode(insn.op())) {
        arrive(code.target(slot), State.subprogram());
      }
      step.apply(slot, state);
      if (insn.op().isFinal()) {
        return;
      }
      slot = code.next(slot);
    } while (code.isInsn(slot) && !code.isLeader(slot));
    if (goesOn) {
      arrive(slot, state);
    }
  }

  private void jump(int slot, Insn insn, State state) {
    Optional<Boolean> isTaken = Decision.of(insn, state);
    if (isTaken.orElse(true)) {
      arrive(code.target(slot), decided(slot, state, true));
    }
    if (!insn.op().isFinal() && !isTaken.orElse(false)) {
      arrive(code.next(slot), decided(slot, state, false));
    }
  }

  private State decided(int slot, State state, boolean isTaken) {
    State copy = state.copy();
    step.decide(slot, copy, isTaken);
    return copy;
  }

  private void arrive(int slot, State state) {
    if (!code.isInsn(slot)) {
      return;
    }
    State known = states.get(slot);
    if (known == null) {
      states.put(slot, state.copy());
      waiting.add(slot);
    } else if (known.merge(state)) {
      waiting.add(slot);
    }
  }
}
