package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Held;
import dev.jbpf.verifier.state.HeldLock;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.memory.KeptFields;
import dev.jbpf.verifier.step.memory.KeptSlots;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import java.util.Optional;

/**
 * Locks that may fail (since 6.15): several may be held, and are given back in reverse. What takes
 * one tells whether it did, so that a path goes on in two ways.
 */
final class ResilientLocks {
  /** The type of flags that such a lock saved: no other function gives them back. */
  private static final String FLAGS = "lock";

  private static final long MAX_ERROR = 4095;

  private final Machine machine;
  private final KeptFields fields;
  private final StackPlaces places;
  private final Sections sections;
  private Optional<State> failure = Optional.empty();

  ResilientLocks(Machine machine, StackPlaces places, Sections sections) {
    this.machine = machine;
    this.fields = new KeptFields(machine);
    this.places = places;
    this.sections = sections;
  }

  Optional<Value> call(String name) {
    return switch (name) {
      case "bpf_res_spin_lock" -> Optional.of(lock(HeldLock.Kind.RESILIENT));
      case "bpf_res_spin_lock_irqsave" -> Optional.of(lock(HeldLock.Kind.RESILIENT_MASKING));
      case "bpf_res_spin_unlock" -> Optional.of(unlock(HeldLock.Kind.RESILIENT));
      case "bpf_res_spin_unlock_irqrestore" -> Optional.of(unlock(HeldLock.Kind.RESILIENT_MASKING));
      default -> Optional.empty();
    };
  }

  /** {@return what is known where the last call did not get its lock, once} */
  Optional<State> failure() {
    Optional<State> last = failure;
    failure = Optional.empty();
    return last;
  }

  private KeptFields.Lock lock() {
    if (machine.state().top().role() == Frame.Role.MEANWHILE) {
      throw new Refusal(Rule.LOCK_PAIR, "a lock is used in a comparison callback of an rbtree");
    }
    return fields.find(machine.read(1), 1, FieldKind.RES_SPIN_LOCK).lock();
  }

  private StackPlaces.Place flags() {
    return places.place(machine.read(2), 2, 1, Rule.CRITICAL_SECTION);
  }

  private Value lock(HeldLock.Kind kind) {
    KeptFields.Lock lock = lock();
    if (lock.isHeld(machine.state().held())) {
      throw Machine.refusal(Rule.LOCK_PAIR, 1, "this lock is already held");
    }
    boolean masks = kind == HeldLock.Kind.RESILIENT_MASKING;
    if (masks && places.isTaken(flags(), Kept.Kind.INTERRUPTS)) {
      throw Machine.refusal(
          Rule.CRITICAL_SECTION, 2, "interrupt flags are already saved in this stack slot");
    }
    failure = Optional.of(failed());
    machine.state().hold(machine.state().held().locking(lock.held(kind)));
    if (masks) {
      places.put(flags(), sections.mask(FLAGS), 2);
    }
    return Num.constant(0);
  }

  private State failed() {
    State state = machine.state().copy();
    for (int i = 1; i <= 5; i++) {
      state.set(i, Value.UNWRITTEN);
    }
    state.set(0, Num.of(Scalar.signed(-MAX_ERROR, -1)));
    return state;
  }

  private Value unlock(HeldLock.Kind kind) {
    KeptFields.Lock lock = lock();
    Held held = machine.state().held();
    if (!held.isLocked()) {
      throw Machine.refusal(Rule.LOCK_PAIR, 1, "no lock is held on this path");
    }
    if (!held.lastLock().equals(lock.held(kind))) {
      throw Machine.refusal(
          Rule.LOCK_PAIR, 1, "locks are released in reverse order, and another was acquired last");
    }
    if (kind == HeldLock.Kind.RESILIENT_MASKING) {
      unmask();
    }
    machine.state().hold(machine.state().held().unlocked());
    KeptSlots.forgetBorrowed(machine);
    return Value.UNWRITTEN;
  }

  private void unmask() {
    StackPlaces.Place place = flags();
    Kept kept =
        places
            .find(place, Kept.Kind.INTERRUPTS)
            .filter(found -> found.type().equals(FLAGS))
            .orElseThrow(
                () ->
                    Machine.refusal(
                        Rule.CRITICAL_SECTION,
                        2,
                        "no lock saved interrupt flags in this stack slot"));
    sections.unmask(kept, 2);
    places.clear(place);
  }
}
