package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.kfunc.Parameter;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.branch.Conditions;
import dev.jbpf.verifier.step.kernel.StackPlaces.Place;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;

/** Dynptrs that functions of the kernel make and use. */
final class KernelDynptrs {
  private static final int SLOTS = 2;

  private final Machine machine;
  private final StackPlaces places;

  KernelDynptrs(Machine machine, StackPlaces places) {
    this.machine = machine;
    this.places = places;
  }

  void check(KernelCall call, Parameter wanted, Value value, int number) {
    if (value instanceof Pointer pointer && pointer.kind() == PointerKind.DYNPTR) {
      if (wanted.isFilled()) {
        throw Machine.refusal(Rule.DYNPTR, number, "this dynptr was not created by the program");
      }
      Demands.atBeginning(pointer, number, Rule.DYNPTR);
      call.kept(
          new Kept(
              Kept.Kind.DYNPTR,
              pointer.type(),
              0,
              pointer.id(),
              0,
              false,
              false,
              pointer.isReadOnly()));
      return;
    }
    if (wanted.isNullable() && Conditions.isConstantZero(value)) {
      return;
    }
    Place place = places.place(value, number, SLOTS, Rule.DYNPTR);
    if (wanted.isFilled()) {
      make(call, place, number);
    } else {
      call.kept(
          places
              .find(place, Kept.Kind.DYNPTR)
              .orElseThrow(
                  () ->
                      Machine.refusal(
                          Rule.DYNPTR, number, "no dynptr is initialized in this stack slot")));
    }
  }

  /** What was there is gone, unless it has to be given back. */
  private void make(KernelCall call, Place place, int number) {
    call.then(() -> places.put(place, made(call), number));
  }

  /** What has to be given back goes with all its clones; of others each is for itself. */
  private static Kept clone(Kept from, int id) {
    int own = from.reference() != 0 ? from.id() : id;
    return new Kept(
        Kept.Kind.DYNPTR, from.type(), 0, own, from.reference(), false, false, from.isReadOnly());
  }

  private Kept made(KernelCall call) {
    int id = machine.newId();
    return switch (call.name()) {
      case "bpf_dynptr_from_skb" ->
          new Kept(Kept.Kind.DYNPTR, "skb", 0, id, 0, false, false, !machine.rules.writesPacket());
      case "bpf_dynptr_from_xdp" ->
          new Kept(Kept.Kind.DYNPTR, "xdp", 0, id, 0, false, false, false);
      case "bpf_dynptr_from_skb_meta" ->
          new Kept(Kept.Kind.DYNPTR, "skb_meta", 0, id, 0, false, false, false);
      case "bpf_dynptr_clone" ->
          clone(call.kept().orElseThrow(() -> new Unknown("a clone of no dynptr")), id);
      default -> throw new Unknown("a dynptr that " + call.name() + " makes");
    };
  }
}
