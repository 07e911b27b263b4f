package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.kernel.Limits;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.step.machine.Code;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.StackDepths;
import java.util.HashMap;
import java.util.Map;

/** How much stack chains of calls take together. */
final class FrameSizes {
  private static final int MAX = Limits.MAX_BPF_STACK;
  private static final int MAX_BEFORE_TAIL_CALL = 256;
  private static final int UNIT = 16;

  /** Kernels before 6.8 count so, and a frame at least. */
  private static final int OLD_UNIT = 32;

  /**
   * What the longest chains that start with a function take.
   *
   * @param frames how many functions are active
   * @param bytes of all their frames
   * @param beforeTailCall of the frames above one that calls a tail; negative if none does
   */
  private record Chains(int frames, int bytes, int beforeTailCall) {
    Chains or(Chains other, int own) {
      int before = other.beforeTailCall < 0 ? -1 : own + other.beforeTailCall;
      return new Chains(
          Math.max(frames, 1 + other.frames),
          Math.max(bytes, own + other.bytes),
          Math.max(beforeTailCall, before));
    }
  }

  /** Where a function calls itself, chains have no end. */
  private static final Chains ENDLESS = new Chains(State.MAX_FRAMES, 0, -1);

  private final Code code;
  private final Structure structure;
  private final StackDepths depths;
  private final Map<Integer, Chains> known = new HashMap<>();
  private final boolean areOwn;
  private final boolean isOld;
  private boolean isRecursive;

  FrameSizes(Code code, Structure structure, Machine machine) {
    this.code = code;
    this.structure = structure;
    this.depths = machine.depths();
    this.areOwn = machine.hasOwnStacks();
    this.isOld = !machine.since(6, 8);
  }

  /** Checks all chains that start with the program itself. */
  void check() {
    Chains chains = chains(0, 1);
    if (chains.frames > State.MAX_FRAMES && isRecursive) {
      throw new Refusal(Rule.RECURSION, "a function calls itself, directly or through others");
    }
    if (chains.frames > State.MAX_FRAMES) {
      throw new Refusal(
          Rule.CALL_DEPTH, "a call chain of more than " + State.MAX_FRAMES + " frames");
    }
    boolean hasTailCall = chains.beforeTailCall >= 0;
    if (chains.bytes > MAX && !(areOwn && !hasTailCall)) {
      throw new Refusal(Rule.STACK_SIZE, "a call chain takes " + chains.bytes + " bytes of stack");
    }
    if (chains.beforeTailCall >= MAX_BEFORE_TAIL_CALL) {
      throw new Refusal(
          Rule.STACK_SIZE_TAIL_CALL,
          "a tail call under stack frames of " + chains.beforeTailCall + " bytes");
    }
  }

  private Chains chains(int function, int active) {
    Chains found = known.get(function);
    isRecursive |= found == ENDLESS;
    if (found == null) {
      // Until they are known: whoever calls it again meanwhile is called by it.
      known.put(function, ENDLESS);
      found = active > State.MAX_FRAMES ? ENDLESS : follow(function, active);
      known.put(function, found);
    }
    return found;
  }

  private int size(int depth) {
    int unit = isOld ? OLD_UNIT : UNIT;
    return (Math.max(depth, isOld ? 1 : 0) + unit - 1) / unit * unit;
  }

  private Chains follow(int function, int active) {
    int own = size(depths.of(function));
    Chains chains = new Chains(1, own, -1);
    for (int slot = function; slot < structure.end(function); slot++) {
      Op op = code.shape(slot);
      if (op == null) {
        continue;
      }
      if (op.namesFunction()) {
        chains = chains.or(chains(code.target(slot), active + 1), own);
      } else if (Structure.isTailCall(code, slot)) {
        chains = new Chains(chains.frames, chains.bytes, Math.max(chains.beforeTailCall, 0));
      }
      slot += op.slots() - 1;
    }
    return chains;
  }
}
