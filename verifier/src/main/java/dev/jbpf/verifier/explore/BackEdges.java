package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.step.machine.Code;
import dev.jbpf.verifier.step.machine.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Loops that kernels before 6.7 do not take: before 5.3 all, and later those that an instruction
 * closes which is no jump, by going on to the next one. They look at a jump's near way first, and
 * at each instruction once.
 */
final class BackEdges {
  private static final byte OPEN = 1;
  private static final byte DONE = 2;

  private final Code code;
  private final boolean areJumpsTaken;
  private final byte[] state;
  private final byte[] ways;
  private final Deque<Integer> path = new ArrayDeque<>();

  /** Looks at {@code code} for a kernel that takes loops, if they are closed by jumps, or not. */
  BackEdges(Code code, boolean areJumpsTaken) {
    this.code = code;
    this.areJumpsTaken = areJumpsTaken;
    this.state = new byte[code.size()];
    this.ways = new byte[code.size()];
  }

  /** {@return the slot of an instruction that closes such a loop; -1 if there is none} */
  int find() {
    open(0);
    while (!path.isEmpty()) {
      int slot = path.peek();
      int next = next(slot);
      if (next < 0) {
        state[slot] = DONE;
        path.pop();
      } else if (state[next] == 0) {
        open(next);
      } else if (state[next] == OPEN && !(areJumpsTaken && isJump(slot))) {
        return slot;
      }
    }
    return -1;
  }

  /**
   * Checks that there is none.
   *
   * @throws Structure.Misshapen if there is one
   */
  void check() {
    int slot = find();
    if (slot >= 0) {
      throw new Structure.Misshapen(
          slot,
          new Refusal(
              Rule.BACK_EDGE, areJumpsTaken ? "a back edge that is not a jump" : "a back edge"));
    }
  }

  private void open(int slot) {
    state[slot] = OPEN;
    path.push(slot);
  }

  private boolean isJump(int slot) {
    Op shape = code.shape(slot);
    return shape != null && shape.format().hasTarget() && !shape.namesFunction();
  }

  /** {@return where control may go from {@code slot} that was not looked at yet; -1 for nowhere} */
  private int next(int slot) {
    Op shape = code.shape(slot);
    if (shape == null) {
      return -1;
    }
    if (ways[slot]++ == 0 && !shape.isFinal()) {
      return slot + shape.slots();
    }
    int last = shape.isFinal() ? 1 : 2;
    boolean hasOther = shape.format().hasTarget() && ways[slot] <= last;
    return hasOther ? code.target(slot) : -1;
  }
}
