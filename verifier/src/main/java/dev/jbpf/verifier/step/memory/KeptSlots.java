package dev.jbpf.verifier.step.memory;

import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.StackSlot;
import dev.jbpf.verifier.step.machine.Machine;

/** What the kernel keeps on the stack for the program: dynptrs, iterators and flags. */
public final class KeptSlots {
  private KeptSlots() {}

  /**
   * Forgets all slots of what {@code kept}, in {@code slot}, is a part of, and what hangs on it.
   */
  static void forget(Machine machine, Frame frame, int slot, Kept kept) {
    for (int i = 0; i < frame.depth(); i++) {
      Kept other = frame.slot(i).kept();
      if (other != null
          && other.kind() == kept.kind()
          && other.id() == kept.id()
          && (kept.kind() != Kept.Kind.DYNPTR || isNear(i, slot))) {
        frame.setSlot(i, StackSlot.UNWRITTEN);
      }
    }
    dropSlices(machine, kept.id());
  }

  private static boolean isNear(int slot, int other) {
    return Math.abs(slot - other) <= 1;
  }

  /** Forgets the dynptr of that reference, and its clones, wherever they are. */
  public static void release(Machine machine, int reference) {
    for (int number = 0; number < machine.state().count(); number++) {
      Frame frame = machine.state().frame(number);
      for (int i = 0; i < frame.depth(); i++) {
        Kept kept = frame.slot(i).kept();
        if (kept != null && kept.reference() == reference) {
          frame.setSlot(i, StackSlot.UNWRITTEN);
        }
      }
    }
  }

  /** Notes that iterators over what RCU protects outlive the section that ends here. */
  public static void outliveReaders(Machine machine) {
    for (int number = 0; number < machine.state().count(); number++) {
      Frame frame = machine.state().frame(number);
      for (int i = 0; i < frame.depth(); i++) {
        Kept kept = frame.slot(i).kept();
        if (kept != null && kept.kind() == Kept.Kind.ITERATOR && kept.isReadOnly()) {
          frame.setSlot(i, StackSlot.keeping(kept.stale()));
        }
      }
    }
  }

  /** What belongs to a list or a tree may be gone once others have the lock. */
  public static void forgetBorrowed(Machine machine) {
    machine
        .state()
        .replace(
            value -> value instanceof Pointer pointer && pointer.isBorrowed() ? Num.lost() : value);
  }

  /** Slices of a dynptr are worth nothing once it is gone. */
  public static void dropSlices(Machine machine, int id) {
    machine
        .state()
        .replace(
            value ->
                value instanceof Pointer pointer && pointer.isSliceOf(id) ? Num.lost() : value);
  }
}
