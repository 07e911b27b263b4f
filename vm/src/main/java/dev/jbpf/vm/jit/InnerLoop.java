package dev.jbpf.vm.jit;

import dev.jbpf.vm.exec.Micro;
import dev.jbpf.vm.exec.MicroCode;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.jit.flow.CompiledFunction;
import dev.jbpf.vm.jit.flow.Induction;
import dev.jbpf.vm.jit.flow.Linear;
import dev.jbpf.vm.jit.flow.LoopAccess;
import dev.jbpf.vm.jit.flow.MicroFlow;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An innermost loop: consecutive slots, entered at the first, with one jump back, at the last. What
 * a round costs is known, so that the budget can be checked for many rounds at once, and so can
 * accesses whose address grows by the same distance in every round.
 */
final class InnerLoop {
  private static final int MAX_SLOTS = 64;

  private final MicroCode code;
  private final int head;
  private final int last;
  private final int calleeCharge;
  private final Induction induction;

  private InnerLoop(MicroCode code, int head, int last, int calleeCharge) {
    this.code = code;
    this.head = head;
    this.last = last;
    this.calleeCharge = calleeCharge;
    this.induction = new Induction(code, head, last);
  }

  /** {@return the loop that the jump in {@code last} closes, if it is one of this kind} */
  static Optional<InnerLoop> closedBy(
      MicroCode code, int last, BitSet slots, BitSet entered, CallSites calls) {
    int head = MicroCode.c(code.words()[last]);
    if (last - head > MAX_SLOTS || MicroCode.micro(code.words()[last]) == Micro.MAY_GOTO) {
      return Optional.empty();
    }
    boolean isStraight = true;
    int calleeCharge = 0;
    for (int slot = head; slot < last; ) {
      long word = code.words()[slot];
      int micro = MicroCode.micro(word);
      if (!slots.get(slot) || slot > head && entered.get(slot) || !isAllowed(code, word, calls)) {
        return Optional.empty();
      }
      if (MicroFlow.isJump(micro)) {
        isStraight = false;
        if (MicroCode.c(word) <= slot) {
          return Optional.empty();
        }
      }
      if (micro == Micro.CALL_LOCAL) {
        CompiledFunction callee = calls.function(MicroCode.c(word));
        calleeCharge += callee.charge(callee.exit());
      }
      slot = MicroFlow.following(slot, micro);
    }
    if (calleeCharge > 0 && !isStraight || isEnteredInside(code, head, last, slots)) {
      return Optional.empty();
    }
    InnerLoop loop = new InnerLoop(code, head, last, calleeCharge);
    return Optional.of(loop).filter(inner -> inner.isWorthIt(slots));
  }

  /** Whether rounds go on one after the other, or those that do save the check of an access. */
  private boolean isWorthIt(BitSet slots) {
    return !accesses().isEmpty()
        || slots.stream()
            .filter(slot -> slot > head && slot != last)
            .mapToLong(slot -> code.words()[slot])
            .noneMatch(
                word -> MicroFlow.isJump(MicroCode.micro(word)) && MicroCode.c(word) == head);
  }

  private static boolean isAllowed(MicroCode code, long word, CallSites calls) {
    int micro = MicroCode.micro(word);
    if (micro == Micro.CALL) {
      HelperFunction helper = code.helpers().get(MicroCode.b(word));
      return !helper.callsBack() && !helper.movesMemory();
    }
    if (micro == Micro.CALL_LOCAL) {
      return calls.isChargedByCaller(MicroCode.c(word)) && !calls.movesMemory();
    }
    return micro != Micro.EXIT
        && micro != Micro.TRAP
        && micro != Micro.TAIL_CALL
        && micro != Micro.PACKET;
  }

  private static boolean isEnteredInside(MicroCode code, int head, int last, BitSet slots) {
    return slots.stream()
        .filter(slot -> slot < head || slot > last)
        .mapToLong(slot -> code.words()[slot])
        .anyMatch(
            word ->
                MicroFlow.isJump(MicroCode.micro(word))
                    && MicroCode.c(word) > head
                    && MicroCode.c(word) <= last);
  }

  int head() {
    return head;
  }

  int last() {
    return last;
  }

  boolean contains(int slot) {
    return slot >= head && slot <= last;
  }

  /** {@return the slots of its instructions that may fault, accesses and calls} */
  IntStream canFault() {
    return slots().filter(slot -> MicroFlow.canFault(MicroCode.micro(code.words()[slot])));
  }

  /** Where its instructions start, but the last. */
  private IntStream slots() {
    return IntStream.iterate(
        head,
        slot -> slot < last,
        slot -> MicroFlow.following(slot, MicroCode.micro(code.words()[slot])));
  }

  /** {@return whether no jump is in it but the last} */
  boolean isStraight() {
    return slots().noneMatch(slot -> MicroFlow.isJump(MicroCode.micro(code.words()[slot])));
  }

  /** {@return what the functions that it calls cost in one round} */
  int calleeCharge() {
    return calleeCharge;
  }

  /** {@return what a round costs} */
  int charge() {
    return last + 1 - head + calleeCharge;
  }

  /**
   * {@return whether it counts by one, up or down, until it gets to a constant} It is known then
   * which round is the last.
   */
  boolean isCounted() {
    long word = code.words()[last];
    return MicroCode.micro(word) == Micro.JNE
        && MicroCode.isConstant(MicroCode.b(word))
        && Math.abs(step()) == 1;
  }

  /** {@return by which constant the register grows that the jump back compares; 0 if by none} */
  long step() {
    return induction
        .growth(MicroCode.a(code.words()[last]))
        .filter(Linear::isConstant)
        .map(Linear::constant)
        .orElse(0L);
  }

  /** {@return the accesses whose addresses in any round follow from those in the first} */
  List<LoopAccess> accesses() {
    return induction.accesses();
  }
}
