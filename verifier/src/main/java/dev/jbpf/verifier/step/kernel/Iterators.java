package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.kfunc.KfuncFacts;
import dev.jbpf.verifier.kfunc.KfuncFlag;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.StackSlot;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.kernel.StackPlaces.Place;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.types.KernelView;

/** Iterators, which are on the stack: made once, followed, and destroyed. */
final class Iterators {
  private final Machine machine;
  private final StackPlaces places;

  Iterators(Machine machine, StackPlaces places) {
    this.machine = machine;
    this.places = places;
  }

  /** {@return whether the function is one of an iterator's; then the iterator is checked} */
  boolean check(KernelCall call, Value value) {
    KfuncFacts kfunc = call.function().kfunc();
    if (kfunc.has(KfuncFlag.ITER_NEW)) {
      make(call, place(call, value));
    } else if (kfunc.has(KfuncFlag.ITER_NEXT)) {
      Kept kept = find(call, place(call, value));
      call.kept(kept);
    } else if (kfunc.has(KfuncFlag.ITER_DESTROY)) {
      Place place = place(call, value);
      Kept kept = find(call, place);
      call.release(kept.reference());
      call.then(() -> places.clear(place));
    } else {
      return false;
    }
    return true;
  }

  private Place place(KernelCall call, Value value) {
    KernelView view = machine.functions();
    int structure = call.function().parameters().get(0).structure();
    int slots = (int) (view.composite(structure).size() / StackSlot.BYTES);
    return places.place(value, 1, slots, Rule.ITERATOR);
  }

  private String type(KernelCall call) {
    KernelView view = machine.functions();
    return view.name(call.function().parameters().get(0).structure());
  }

  private void make(KernelCall call, Place place) {
    if (places.isTaken(place, Kept.Kind.ITERATOR)) {
      throw Machine.refusal(
          Rule.ITERATOR, 1, "an iterator is already initialized in this stack slot");
    }
    String type = type(call);
    boolean isOfReaders = call.function().kfunc().has(KfuncFlag.RCU_PROTECTED);
    call.then(
        () -> {
          int id = machine.newId();
          machine.state().hold(machine.state().held().acquire(id));
          places.put(
              place, new Kept(Kept.Kind.ITERATOR, type, 0, id, id, true, false, isOfReaders), 1);
        });
  }

  private Kept find(KernelCall call, Place place) {
    Kept found =
        places
            .find(place, Kept.Kind.ITERATOR)
            .filter(kept -> kept.type().equals(type(call)))
            .orElseThrow(
                () ->
                    Machine.refusal(
                        Rule.ITERATOR,
                        1,
                        "no iterator is initialized in this stack slot for " + call.name()));
    if (found.isStale() || found.isReadOnly() && !machine.isReading()) {
      throw Machine.refusal(
          Rule.ITERATOR, 1, "the RCU read-side section of the iterator has ended");
    }
    return found;
  }

  /** Notes in the state at hand whether the iterator has an element. */
  void going(Kept iterator, boolean hasElement) {
    for (int i = 0; i < machine.state().count(); i++) {
      going(i, iterator, hasElement);
    }
  }

  private void going(int number, Kept iterator, boolean hasElement) {
    var frame = machine.state().frame(number);
    for (int slot = 0; slot < frame.depth(); slot++) {
      Kept kept = frame.slot(slot).kept();
      if (kept != null && kept.kind() == Kept.Kind.ITERATOR && kept.id() == iterator.id()) {
        frame.setSlot(slot, StackSlot.keeping(kept.going(hasElement)));
      }
    }
  }
}
