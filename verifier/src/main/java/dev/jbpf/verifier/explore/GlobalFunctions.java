package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.step.Steps;
import dev.jbpf.verifier.step.machine.Machine;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** The functions that are verified on their own: which of them are still to be followed. */
final class GlobalFunctions {
  private final Machine machine;
  private final Structure structure;
  private final BitSet waiting = new BitSet();
  private final BitSet seen = new BitSet();
  private final Steps steps;
  private final Map<Integer, Boolean> moves = new HashMap<>();
  private final Map<Integer, Boolean> throwing = new HashMap<>();
  private final Map<Integer, Boolean> sleeping = new HashMap<>();

  GlobalFunctions(Machine machine, Structure structure, Steps steps) {
    this.steps = steps;
    this.machine = machine;
    this.structure = structure;
    if (machine.followsUncalled()) {
      structure.functions().stream()
          .filter(slot -> slot > 0 && machine.global(slot).isPresent())
          .forEach(this::add);
    }
    machine.exceptionCallback().stream()
        .filter(slot -> machine.global(slot).isPresent())
        .forEach(this::add);
  }

  /** A path calls the function at {@code slot}. */
  void add(int slot) {
    if (!seen.get(slot)) {
      seen.set(slot);
      waiting.set(slot);
    }
  }

  /** {@return where the next one starts; negative if there is none} */
  int next() {
    int slot = waiting.nextSetBit(0);
    if (slot >= 0) {
      waiting.clear(slot);
    }
    return slot;
  }

  /** {@return whether the function at {@code slot}, or one that it calls, may move the packet} */
  boolean movesPacket(int slot) {
    return mayDo(slot, moves, this::movesPacketAt);
  }

  private boolean movesPacketAt(int slot) {
    return is(slot, Operation.CALL_HELPER)
        && machine.has(machine.code().imm(slot), Effect.MOVES_PACKET);
  }

  /**
   * {@return whether the function at {@code slot}, or one that it calls, may throw an exception}
   */
  boolean throwsException(int slot) {
    return mayDo(slot, throwing, this::throwsAt);
  }

  private boolean throwsAt(int slot) {
    return is(slot, Operation.CALL_KERNEL) && steps.isThrow(slot);
  }

  /** {@return whether the function at {@code slot}, or one that it calls, may sleep} */
  boolean sleeps(int slot) {
    return mayDo(slot, sleeping, this::sleepsAt);
  }

  private boolean sleepsAt(int slot) {
    return is(slot, Operation.CALL_KERNEL) && steps.sleeps(slot)
        || is(slot, Operation.CALL_HELPER)
            && machine.has(machine.code().imm(slot), Effect.MAY_SLEEP);
  }

  private boolean is(int slot, Operation operation) {
    Op op = machine.code().shape(slot);
    return op != null && op.operation() == operation;
  }

  /** {@return whether a function, or one that it calls, has an instruction of that kind} */
  private boolean mayDo(int start, Map<Integer, Boolean> known, IntPredicate kind) {
    Boolean found = known.get(start);
    if (found == null) {
      known.put(start, false);
      found = doesAny(start, known, kind);
      known.put(start, found);
    }
    return found;
  }

  private boolean doesAny(int start, Map<Integer, Boolean> known, IntPredicate kind) {
    for (int slot = start; slot < structure.end(start); slot++) {
      Op op = machine.code().shape(slot);
      if (op == null) {
        continue;
      }
      boolean isCall = op.operation() == Operation.CALL_SUBPROGRAM;
      if (kind.test(slot) || isCall && mayDo(machine.code().target(slot), known, kind)) {
        return true;
      }
      slot += op.slots() - 1;
    }
    return false;
  }
}
