package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.step.Code;
import dev.jbpf.verifier.step.Refusal;
import dev.jbpf.verifier.step.StackDepths;
import java.util.stream.IntStream;

/** How much stack chains of calls take together. */
final class FrameSizes {
  private static final int MAX = 512;
  private static final int MAX_BEFORE_TAIL_CALL = 256;
  private static final int UNIT = 16;

  private final Code code;
  private final Structure structure;
  private final StackDepths depths;

  FrameSizes(Code code, Structure structure, StackDepths depths) {
    this.code = code;
    this.structure = structure;
    this.depths = depths;
  }

  /**
   * Checks all chains that start with the program itself.
   *
   * @param areOwn whether each function has a stack of its own, so that frames do not add up
   */
  void check(boolean areOwn) {
    if (!areOwn || hasTailCall()) {
      check(0, 0, 1);
    }
  }

  private boolean hasTailCall() {
    return IntStream.range(0, code.size()).anyMatch(slot -> Structure.isTailCall(code, slot));
  }

  private void check(int function, int before, int active) {
    if (active > State.MAX_FRAMES) {
      throw new Refusal(Rule.CALL_DEPTH, "a chain of more than " + State.MAX_FRAMES + " functions");
    }
    int used = before + (depths.of(function) + UNIT - 1) / UNIT * UNIT;
    if (used > MAX) {
      throw new Refusal(
          Rule.STACK_SIZE, "a chain of " + active + " functions takes " + used + " bytes of stack");
    }
    for (int slot = function; slot < structure.end(function); slot++) {
      Op op = code.shape(slot);
      if (op != null) {
        checkCall(op, slot, before, used, active);
        slot += op.slots() - 1;
      }
    }
  }

  private void checkCall(Op op, int slot, int before, int used, int active) {
    if (op.namesFunction()) {
      check(code.target(slot), used, active + 1);
    }
    if (Structure.isTailCall(code, slot) && active > 1 && before >= MAX_BEFORE_TAIL_CALL) {
      throw new Refusal(
          Rule.STACK_SIZE_TAIL_CALL, "a tail call under frames of " + before + " bytes");
    }
  }
}
