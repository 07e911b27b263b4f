package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.StackSlot;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.memory.Regions;
import dev.jbpf.verifier.step.memory.StackMemory;
import java.util.Optional;

/** What the kernel keeps in slots of the stack: made, found and taken away. */
final class StackPlaces {
  private final Machine machine;
  private final StackMemory stack;

  /** {@code count} slots, the first of which is at the lowest address. */
  record Place(Pointer pointer, int first, int count) {
    int slot(int part) {
      return first - part;
    }
  }

  StackPlaces(Machine machine, StackMemory stack) {
    this.machine = machine;
    this.stack = stack;
  }

  /** {@return the slots that {@code value} is the address of} */
  Place place(Value value, int number, int count, Rule rule) {
    if (!(value instanceof Pointer pointer) || pointer.kind() != PointerKind.STACK) {
      throw Machine.refusal(
          rule, number, Machine.name(number) + " must be a pointer to the stack: " + value);
    }
    long off = pointer.off() + pointer.var().smin();
    if (pointer.isFixed() && off == 0 && count == 1) {
      return new Place(pointer, 0, 1); // Kernels take the end of the stack for its last slot.
    }
    if (!pointer.isFixed() || off % StackSlot.BYTES != 0 || off > -count * StackSlot.BYTES) {
      throw Machine.refusal(
          rule, number, count + " whole stack slots are needed, not at " + pointer);
    }
    stack.checkRange(new Regions.Access(pointer, 0, (long) count * StackSlot.BYTES, true, number));
    return new Place(pointer, (int) (-off - 1) / StackSlot.BYTES, count);
  }

  private Frame frame(Place place) {
    return machine.state().frame(place.pointer().frame());
  }

  /** {@return what is kept at the place, all of it} */
  Optional<Kept> find(Place place, Kept.Kind kind) {
    Kept first = frame(place).slot(place.first()).kept();
    for (int part = 0; part < place.count(); part++) {
      Kept kept = frame(place).slot(place.slot(part)).kept();
      machine.stackRead(place.pointer().frame(), place.slot(part));
      boolean isPart =
          kept != null
              && first != null
              && kept.kind() == kind
              && kept.part() == part
              && kept.id() == first.id();
      if (!isPart) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(first);
  }

  /** {@return whether anything of that kind is kept in one of the slots} */
  boolean isTaken(Place place, Kept.Kind kind) {
    for (int part = 0; part < place.count(); part++) {
      Kept kept = frame(place).slot(place.slot(part)).kept();
      machine.stackRead(place.pointer().frame(), place.slot(part));
      if (kept != null && kept.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  /**
   * Keeps {@code kept} there, whose part is 0. To this the end of the stack is no place.
   *
   * @param number the register that has the address
   */
  void put(Place place, Kept kept, int number) {
    Regions.Access access =
        new Regions.Access(
            place.pointer(), 0, (long) place.count() * StackSlot.BYTES, true, number);
    stack.checkRange(access);
    stack.overwrite(access);
    for (int part = 0; part < place.count(); part++) {
      frame(place).setSlot(place.slot(part), StackSlot.keeping(kept.at(part)));
      frame(place).overwrote(place.slot(part));
    }
  }

  /** Takes away what is kept there. */
  void clear(Place place) {
    for (int part = 0; part < place.count(); part++) {
      frame(place).setSlot(place.slot(part), StackSlot.UNWRITTEN);
    }
  }
}
