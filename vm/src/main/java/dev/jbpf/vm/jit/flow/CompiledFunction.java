package dev.jbpf.vm.jit.flow;

import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import java.util.BitSet;

/**
 * What control can reach from one entry without calls: the unit that becomes a method. Code that
 * two functions reach belongs to both.
 */
public final class CompiledFunction {
  private final MicroCode code;
  private final int entry;
  private final BitSet slots = new BitSet();
  private final BitSet targets = new BitSet();
  private final FixedPointers fixed;
  private boolean hasBackEdge;
  private boolean isRepeated;
  private boolean hasBranch;
  private boolean hasCall;
  private int exits;
  private int lastExit;

  CompiledFunction(MicroCode code, int entry) {
    this.code = code;
    this.entry = entry;
    explore();
    this.fixed = new FixedPointers(code, this);
  }

  private void explore() {
    IntStack open = new IntStack();
    targets.set(entry);
    open.push(entry);
    while (!open.isEmpty()) {
      int slot = open.pop();
      if (!slots.get(slot)) {
        slots.set(slot);
        visit(slot, open);
      }
    }
  }

  private void visit(int slot, IntStack open) {
    long word = code.words()[slot];
    int micro = MicroCode.micro(word);
    if (MicroFlow.isJump(micro)) {
      int target = MicroCode.c(word);
      targets.set(target);
      open.push(target);
      hasBackEdge |= target <= slot;
      isRepeated |= target == entry;
    }
    hasBranch |= MicroFlow.isJump(micro) || micro == Micro.PACKET;
    hasCall |= micro == Micro.CALL_LOCAL || micro == Micro.TAIL_CALL || micro == Micro.CALL;
    if (micro == Micro.EXIT || micro == Micro.PACKET || micro == Micro.TAIL_CALL) {
      exits++;
      lastExit = slot;
    }
    if (MicroFlow.fallsThrough(micro)) {
      open.push(MicroFlow.following(slot, micro));
    }
  }

  public int entry() {
    return entry;
  }

  /** {@return the slots, in order} */
  public BitSet slots() {
    return slots;
  }

  /** {@return the slots that jumps go to} */
  public BitSet targets() {
    return targets;
  }

  /** {@return what never changes but where it starts} */
  public FixedPointers fixed() {
    return fixed;
  }

  /** {@return whether a jump goes to where it starts} */
  boolean isRepeated() {
    return isRepeated;
  }

  boolean hasBackEdge() {
    return hasBackEdge;
  }

  /**
   * {@return whether the caller can charge the budget for it: it goes straight to its only exit and
   * calls nothing} The caller counts that it is entered, too.
   */
  public boolean isSimple() {
    return entry != 0 && !hasBackEdge && !hasCall && exits == 1;
  }

  /** {@return whether it is simple, and nothing in it is left to count} */
  public boolean isStraight() {
    return isSimple() && !hasBranch;
  }

  /** {@return whether a run may be stopped in it} */
  public boolean canFault() {
    return slots.stream()
        .map(slot -> MicroCode.micro(code.words()[slot]))
        .anyMatch(micro -> micro != Micro.EXIT && MicroFlow.canFault(micro));
  }

  /** {@return the only exit of a simple function} */
  public int exit() {
    return lastExit;
  }

  /** {@return what the budget is charged at the exit in {@code slot}} */
  public int charge(int slot) {
    return Math.max(slot + 1 - entry, 1);
  }
}
