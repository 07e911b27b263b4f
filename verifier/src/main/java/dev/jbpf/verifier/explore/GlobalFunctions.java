package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.step.machine.Machine;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The functions that are verified on their own: which of them are still to be followed. */
final class GlobalFunctions {
  private final Machine machine;
  private final Structure structure;
  private final BitSet waiting = new BitSet();
  private final BitSet seen = new BitSet();
  private final Map<Integer, Boolean> moves = new HashMap<>();

  GlobalFunctions(Machine machine, Structure structure) {
    this.machine = machine;
    this.structure = structure;
    if (machine.followsUncalled()) {
      structure.functions().stream()
          .filter(slot -> slot > 0 && machine.global(slot).isPresent())
          .forEach(this::add);
    }
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
    Boolean known = moves.get(slot);
    if (known == null) {
      moves.put(slot, false);
      known = movesAny(slot);
      moves.put(slot, known);
    }
    return known;
  }

  private boolean movesAny(int start) {
    for (int slot = start; slot < structure.end(start); slot++) {
      Op op = machine.code().shape(slot);
      if (op == null) {
        continue;
      }
      boolean doesMove =
          switch (op.operation()) {
            case CALL_HELPER -> machine.has(machine.code().imm(slot), Effect.MOVES_PACKET);
            case CALL_SUBPROGRAM -> movesPacket(machine.code().target(slot));
            default -> false;
          };
      if (doesMove) {
        return true;
      }
      slot += op.slots() - 1;
    }
    return false;
  }
}
