package dev.jbpf.verifier.state;

import dev.jbpf.verifier.scalar.Scalar;
import java.util.Arrays;
import java.util.List;

/**
 * Whether one state covers another: whatever happens from the other on happened, or will, from the
 * one. What no path from there on looks at, and numbers that nothing depends on, may differ.
 */
public final class Subsumption {
  /** How alike two states have to be. */
  public enum Mode {
    /** The one covers the other. */
    COVERS,
    /** As {@link #COVERS}, with all numbers looked at: for loops that were not left yet. */
    RANGES,
    /** They are the same. */
    EXACT
  }

  /** What of a state matters from there on. */
  public interface Relevance {
    /** {@return the registers of that frame, as bits} */
    int registers(int frame);

    /** {@return the slots of that frame's stack, as bits} */
    long slots(int frame);
  }

  private final boolean readsUnwritten;
  private final Identities identities = new Identities();
  private Mode mode = Mode.COVERS;

  /**
   * A comparison for kernels that let programs read what they did not write on the stack, or not.
   */
  public Subsumption(boolean readsUnwritten) {
    this.readsUnwritten = readsUnwritten;
  }

  /** {@return whether {@code old} covers {@code now}, both before the same instruction} */
  public boolean covers(State old, State now, Relevance relevance, Mode how) {
    if (!old.hasFramesOf(now)) {
      return false;
    }
    mode = how;
    identities.clear();
    for (int i = old.count() - 1; i >= 0; i--) {
      // A callback that may be called more often than it was may do more.
      if (old.frame(i).calledBack() > now.frame(i).calledBack()
          || !registers(old.frame(i), now.frame(i), relevance.registers(i))
          || !stack(old.frame(i), now.frame(i), relevance.slots(i))) {
        return false;
      }
    }
    return held(old.held(), now.held());
  }

  private boolean held(Held old, Held now) {
    if (old == now) {
      return true;
    }
    return old.references().length == now.references().length
        && sameReferences(old.references(), now.references())
        && sameLocks(old.locks(), now.locks())
        && old.readers() == now.readers()
        && old.preemptions() == now.preemptions()
        && Arrays.equals(old.interrupts(), now.interrupts());
  }

  private boolean sameReferences(int[] old, int[] now) {
    for (int i = 0; i < old.length; i++) {
      if (!identities.match(old[i], now[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean sameLocks(List<HeldLock> old, List<HeldLock> now) {
    for (int i = 0; i < old.size() && old.size() == now.size(); i++) {
      HeldLock a = old.get(i);
      HeldLock b = now.get(i);
      if (a.kind() != b.kind() || !a.of().equals(b.of()) || !identities.match(a.id(), b.id())) {
        return false;
      }
    }
    return old.size() == now.size();
  }

  private boolean registers(Frame old, Frame now, int relevant) {
    for (int bits = relevant; bits != 0; bits &= bits - 1) {
      int number = Integer.numberOfTrailingZeros(bits);
      if (!value(old.get(number), now.get(number))) {
        return false;
      }
    }
    return true;
  }

  private boolean value(Value old, Value now) {
    if (!old.isWritten()) {
      return mode != Mode.EXACT || !now.isWritten();
    }
    if (old instanceof Num a) {
      return now instanceof Num b && number(a, b);
    }
    return now instanceof Pointer b && pointer((Pointer) old, b);
  }

  private boolean number(Num old, Num now) {
    if (mode == Mode.EXACT) {
      return old.scalar().equals(now.scalar()) && identities.match(old.id(), now.id());
    }
    if (mode == Mode.COVERS && !old.isDemanded()) {
      return true;
    }
    return old.scalar().covers(now.scalar())
        && identities.matchNumbers(old.id(), now.id())
        && (old.id() == 0
            || old.delta() == now.delta() && old.isMovedNarrowly() == now.isMovedNarrowly());
  }

  private boolean pointer(Pointer old, Pointer now) {
    if (old == now) {
      return identities.match(old.id(), now.id())
          && identities.match(old.reference(), now.reference());
    }
    return old.isAlike(now)
        && old.off() == now.off()
        && variable(old.var(), now.var())
        && reaches(old, now)
        && identities.match(old.id(), now.id())
        && identities.match(old.reference(), now.reference())
        && (old.kind() != PointerKind.DYNPTR || old.id() == now.id());
  }

  private boolean variable(Scalar old, Scalar now) {
    return mode == Mode.EXACT ? old.equals(now) : old.covers(now);
  }

  private boolean reaches(Pointer old, Pointer now) {
    return mode == Mode.EXACT ? old.range() == now.range() : reaches(old.range(), now.range());
  }

  private static boolean reaches(int old, int now) {
    return old == now || old >= 0 && now >= old;
  }

  private boolean stack(Frame old, Frame now, long relevant) {
    for (long bits = relevant; bits != 0; bits &= bits - 1) {
      int index = Long.numberOfTrailingZeros(bits);
      StackSlot a = old.slot(index);
      StackSlot b = now.slot(index);
      if (a != b && !slot(a, b) || a == b && a.isSpill() && !value(a.value(), b.value())) {
        return false;
      }
    }
    return true;
  }

  private boolean slot(StackSlot old, StackSlot now) {
    if (old.kept() != null || now.kept() != null) {
      return kept(old, now);
    }
    if (old.isSpill() && now.isSpill() && old.hasSameKinds(now)) {
      return value(old.value(), now.value());
    }
    if (mode == Mode.EXACT && !old.hasSameKinds(now)) {
      return false;
    }
    return bytes(old, now);
  }

  private boolean kept(StackSlot old, StackSlot now) {
    Kept a = old.kept();
    Kept b = now.kept();
    if (a == null || b == null) {
      return a == null && old.isAll(StackSlot.NOTHING) && mode != Mode.EXACT;
    }
    return a.kind() == b.kind()
        && a.type().equals(b.type())
        && a.part() == b.part()
        && a.isActive() == b.isActive()
        && a.isStale() == b.isStale()
        && a.isReadOnly() == b.isReadOnly()
        && identities.match(a.id(), b.id())
        && identities.match(a.reference(), b.reference());
  }

  private boolean bytes(StackSlot old, StackSlot now) {
    for (int i = 0; i < StackSlot.BYTES; i++) {
      if (!oneByte(old, now, i)) {
        return false;
      }
    }
    return true;
  }

  private boolean oneByte(StackSlot old, StackSlot now, int index) {
    return switch (old.kind(index)) {
      case StackSlot.NOTHING -> true;
      case StackSlot.ANY -> readsUnwritten || isData(now, index);
      case StackSlot.ZERO -> isZero(now, index);
      default -> old.value() instanceof Num num && isAnything(num) && isData(now, index);
    };
  }

  private boolean isAnything(Num num) {
    return mode == Mode.COVERS && !num.isDemanded() || num.scalar() == Scalar.UNKNOWN;
  }

  private static boolean isData(StackSlot slot, int index) {
    return slot.kind(index) == StackSlot.ANY
        || slot.kind(index) == StackSlot.ZERO
        || slot.kind(index) == StackSlot.SPILL && slot.value() instanceof Num;
  }

  private static boolean isZero(StackSlot slot, int index) {
    return slot.kind(index) == StackSlot.ZERO
        || slot.kind(index) == StackSlot.SPILL
            && slot.value() instanceof Num num
            && num.scalar().is(0);
  }

  /**
   * Says that the path of {@code now} depends on all numbers on which that of {@code old} does.
   *
   * @return whether that was not known of one
   */
  public boolean demandLike(State old, State now, Relevance relevance) {
    boolean isNew = false;
    for (int i = 0; i < old.count(); i++) {
      Frame a = old.frame(i);
      Frame b = now.frame(i);
      for (int bits = relevance.registers(i); bits != 0; bits &= bits - 1) {
        int number = Integer.numberOfTrailingZeros(bits);
        isNew |= demandLike(a.get(number), b.get(number));
      }
      for (long bits = relevance.slots(i); bits != 0; bits &= bits - 1) {
        int index = Long.numberOfTrailingZeros(bits);
        isNew |= demandLike(a.slot(index).value(), b.slot(index).value());
        isNew |= demandZeros(a.slot(index), b.slot(index));
      }
    }
    return isNew;
  }

  private static boolean demandLike(Value old, Value now) {
    return old instanceof Num a && a.isDemanded() && now instanceof Num b && b.demand();
  }

  private static boolean demandZeros(StackSlot old, StackSlot now) {
    return !old.isSpill() && now.value() instanceof Num num && num.scalar().is(0) && num.demand();
  }
}
