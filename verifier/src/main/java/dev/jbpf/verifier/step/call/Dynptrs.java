package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.facts.Argument;
import dev.jbpf.verifier.facts.ArgumentAccess;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.StackSlot;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.memory.KeptSlots;
import dev.jbpf.verifier.step.memory.Regions;
import dev.jbpf.verifier.step.memory.StackMemory;

/** Dynptrs, which take two slots of the stack. */
final class Dynptrs {
  /** The type of one of which nobody here knows of what it is. */
  static final String OF_ANYTHING = "local";

  private static final int BYTES = 16;

  private final Machine machine;
  private final StackMemory stack;

  Dynptrs(Machine machine, StackMemory stack) {
    this.machine = machine;
    this.stack = stack;
  }

  void check(Call call, Argument wanted, Value value, int number) {
    if (value instanceof Pointer pointer && pointer.kind() == PointerKind.DYNPTR) {
      if (wanted.isReleased() || wanted.access() != ArgumentAccess.READ) {
        throw Machine.refusal(Rule.DYNPTR, number, "this dynptr was not created by the program");
      }
      Demands.atBeginning(pointer, number, Rule.DYNPTR);
      call.about(pointer);
      return;
    }
    Pointer pointer = onStack(value, number);
    int slot = slot(pointer, number);
    Frame frame = machine.state().frame(pointer.frame());
    if (wanted.access() == ArgumentAccess.FILL) {
      make(call, wanted, frame, slot, new Regions.Access(pointer, 0, BYTES, true, number));
    } else {
      use(call, wanted, frame, slot, pointer, number);
    }
  }

  private static Pointer onStack(Value value, int number) {
    if (value instanceof Pointer pointer && pointer.kind() == PointerKind.STACK) {
      return pointer;
    }
    throw Machine.refusal(Rule.DYNPTR, number, "a dynptr must be on the stack, not in " + value);
  }

  /** Checks that {@code value} is the address of a dynptr, of whatever it is. */
  void find(Value value, int number) {
    if (value instanceof Pointer pointer && pointer.kind() == PointerKind.DYNPTR) {
      Demands.atBeginning(pointer, number, Rule.DYNPTR);
      return;
    }
    Pointer pointer = onStack(value, number);
    int slot = slot(pointer, number);
    find(machine.state().frame(pointer.frame()), slot, pointer, number);
  }

  /** {@return the dynptr whose lower half is in {@code slot}} */
  private Kept find(Frame frame, int slot, Pointer pointer, int number) {
    Kept low = frame.slot(slot).kept();
    Kept high = frame.slot(slot - 1).kept();
    machine.stackRead(pointer.frame(), slot);
    machine.stackRead(pointer.frame(), slot - 1);
    boolean isWhole =
        low != null
            && high != null
            && low.kind() == Kept.Kind.DYNPTR
            && low.part() == 0
            && high.part() == 1
            && low.id() == high.id();
    if (low == null || !isWhole) {
      throw Machine.refusal(Rule.DYNPTR, number, "no dynptr is initialized in this stack slot");
    }
    return low;
  }

  /** {@return the slot of the lower half: that at the higher address follows it} */
  private static int slot(Pointer pointer, int number) {
    long off = pointer.off() + pointer.var().smin();
    if (!pointer.isFixed() || off % StackSlot.BYTES != 0 || off > -BYTES) {
      throw Machine.refusal(
          Rule.DYNPTR,
          number,
          "a dynptr takes 16 bytes of the stack, aligned to 8, not at " + pointer);
    }
    return (int) (-off - 1) / StackSlot.BYTES;
  }

  private void make(Call call, Argument wanted, Frame frame, int slot, Regions.Access access) {
    stack.checkRange(access);
    checkNone(frame, slot, access);
    stack.overwrite(access);
    int id = machine.newId();
    int reference = wanted.type().equals("ringbuf") ? id : 0;
    if (reference != 0) {
      machine.state().hold(machine.state().held().acquire(reference));
    }
    for (int part = 0; part < 2; part++) {
      Kept kept =
          new Kept(Kept.Kind.DYNPTR, wanted.type(), part, id, reference, false, false, false);
      frame.setSlot(slot - part, StackSlot.keeping(kept));
    }
  }

  /** Older kernels make none in place of another, where the stack was that deep before. */
  private void checkNone(Frame frame, int slot, Regions.Access access) {
    if (machine.losesDynptrs() || slot >= frame.depth()) {
      return;
    }
    for (int i = slot - 1; i <= slot; i++) {
      Kept before = frame.slot(i).kept();
      if (before != null && before.kind() == Kept.Kind.DYNPTR) {
        throw access.refusal(Rule.DYNPTR, "a dynptr is already initialized in this stack slot");
      }
    }
  }

  private void use(Call call, Argument wanted, Frame frame, int slot, Pointer pointer, int number) {
    Kept low = find(frame, slot, pointer, number);
    if (!wanted.type().isEmpty() && !wanted.type().equals(low.type())) {
      throw Machine.refusal(
          Rule.DYNPTR, number, "a dynptr of " + low.type() + ", not of " + wanted.type());
    }
    call.about(
        Pointer.to(PointerKind.DYNPTR)
            .type(low.type())
            .id(low.id())
            .reference(low.reference())
            .readOnly(low.isReadOnly())
            .done());
    if (wanted.isReleased()) {
      call.release(low.reference());
      KeptSlots.release(machine, low.reference());
      KeptSlots.dropSlices(machine, low.id());
    }
  }
}
