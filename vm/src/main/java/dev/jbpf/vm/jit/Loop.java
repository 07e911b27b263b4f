package dev.jbpf.vm.jit;

import dev.jbpf.vm.exec.AtomicBits;
import dev.jbpf.vm.exec.Code;
import dev.jbpf.vm.exec.HelperFunction;
import dev.jbpf.vm.exec.Micro;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An innermost loop: consecutive slots, entered at the first, with one jump back, at the last. What
 * a round costs is known, so that the budget can be checked for many rounds at once, and so can
 * accesses whose address changes by the same distance in every round.
 */
final class Loop {
  private static final int MAX_SLOTS = 64;

  /** Far below the length of an array, so that no index overflows. */
  private static final int MAX_STRIDE = 1 << 16;

  private final Code code;
  private final int head;
  private final int last;
  private final boolean isStraight;
  private final int calleeCharge;

  private Loop(Code code, int head, int last, boolean isStraight, int calleeCharge) {
    this.code = code;
    this.head = head;
    this.last = last;
    this.isStraight = isStraight;
    this.calleeCharge = calleeCharge;
  }

  /** An access that moves by {@code stride} bytes a round; {@code isAfter} it has moved already. */
  record Access(int slot, int register, int offset, int size, int stride, boolean isAfter) {}

  /** {@return the loop that the jump in {@code last} closes, if it is one of this kind} */
  static Optional<Loop> closedBy(
      Code code, int last, BitSet slots, BitSet entered, CallSites calls) {
    int head = Code.c(code.words()[last]);
    if (last - head > MAX_SLOTS || Code.micro(code.words()[last]) == Micro.MAY_GOTO) {
      return Optional.empty();
    }
    boolean isStraight = true;
    int calleeCharge = 0;
    for (int slot = head; slot < last; ) {
      long word = code.words()[slot];
      int micro = Code.micro(word);
      if (!slots.get(slot) || slot > head && entered.get(slot) || !isAllowed(code, word, calls)) {
        return Optional.empty();
      }
      if (Flow.isJump(micro)) {
        isStraight = false;
        if (Code.c(word) <= slot) {
          return Optional.empty();
        }
      }
      if (micro == Micro.CALL_LOCAL) {
        Function callee = calls.function(Code.c(word));
        calleeCharge += callee.charge(callee.exit());
      }
      slot = Flow.following(slot, micro);
    }
    return calleeCharge > 0 && !isStraight || isEnteredInside(code, head, last, slots)
        ? Optional.empty()
        : Optional.of(new Loop(code, head, last, isStraight, calleeCharge));
  }

  private static boolean isAllowed(Code code, long word, CallSites calls) {
    int micro = Code.micro(word);
    if (micro == Micro.CALL) {
      HelperFunction helper = code.helpers().get(Code.b(word));
      return !helper.callsBack() && !helper.movesMemory();
    }
    if (micro == Micro.CALL_LOCAL) {
      return calls.isChargedByCaller(Code.c(word)) && !calls.movesMemory();
    }
    return micro != Micro.EXIT
        && micro != Micro.TRAP
        && micro != Micro.TAIL_CALL
        && micro != Micro.PACKET;
  }

  private static boolean isEnteredInside(Code code, int head, int last, BitSet slots) {
    return slots.stream()
        .filter(slot -> slot < head || slot > last)
        .mapToLong(slot -> code.words()[slot])
        .anyMatch(
            word -> Flow.isJump(Code.micro(word)) && Code.c(word) > head && Code.c(word) <= last);
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

  /** {@return what the functions that it calls cost in one round} */
  int calleeCharge() {
    return calleeCharge;
  }

  /** {@return what a round costs} */
  int charge() {
    return last + 1 - head + calleeCharge;
  }

  /** {@return the accesses whose addresses in any round follow from those in the first} */
  List<Access> accesses() {
    List<Access> found = new ArrayList<>();
    for (int slot = head; isStraight && slot < last; ) {
      long word = code.words()[slot];
      int micro = Code.micro(word);
      if (Flow.isLoad(micro)) {
        add(found, slot, Code.b(word), word);
      } else if (Flow.isStore(micro)) {
        add(found, slot, Code.a(word), word);
      }
      slot = Flow.following(slot, micro);
    }
    return found;
  }

  private void add(List<Access> found, int slot, int register, long word) {
    int writer = -1;
    for (int other = head; other < last; ) {
      long otherWord = code.words()[other];
      if (written(otherWord).orElse(-1) == register) {
        if (writer >= 0) {
          return;
        }
        writer = other;
      }
      other = Flow.following(other, Code.micro(otherWord));
    }
    int size = Flow.size(Code.micro(word));
    if (writer < 0) {
      found.add(new Access(slot, register, Code.c(word), size, 0, false));
      return;
    }
    stride(code.words()[writer])
        .ifPresent(
            stride -> {
              boolean isAfter = slotsBefore(slot, register);
              found.add(new Access(slot, register, Code.c(word), size, stride, isAfter));
            });
  }

  private boolean slotsBefore(int slot, int register) {
    for (int other = head; other < slot; ) {
      long word = code.words()[other];
      if (written(word).orElse(-1) == register) {
        return true;
      }
      other = Flow.following(other, Code.micro(word));
    }
    return false;
  }

  private OptionalInt stride(long word) {
    int micro = Code.micro(word);
    boolean isSum = micro == Micro.ADD || micro == Micro.SUB;
    if (!isSum || !Code.isConstant(Code.b(word))) {
      return OptionalInt.empty();
    }
    long stride = code.constant(Code.b(word)) * (micro == Micro.ADD ? 1 : -1);
    return stride > -MAX_STRIDE && stride < MAX_STRIDE
        ? OptionalInt.of((int) stride)
        : OptionalInt.empty();
  }

  /** The register that the instruction changes. */
  private static OptionalInt written(long word) {
    int micro = Code.micro(word);
    if (micro == Micro.CALL || micro == Micro.CALL_LOCAL) {
      return OptionalInt.of(0);
    }
    if (micro == Micro.ATOMIC) {
      return AtomicBits.fetches(Code.b(word))
          ? OptionalInt.of(AtomicBits.result(Code.b(word)))
          : OptionalInt.empty();
    }
    boolean isNone = Flow.isStore(micro) || Flow.isJump(micro) || micro == Micro.RELEASE;
    return isNone ? OptionalInt.empty() : OptionalInt.of(Code.a(word));
  }
}
