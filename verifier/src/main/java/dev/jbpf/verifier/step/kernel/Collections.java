package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.OwnTypes;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.KeptFields;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import dev.jbpf.verifier.types.Trust;
import java.util.Optional;

/**
 * Lists and trees of the program's objects: under the lock that is beside them, of the objects that
 * their authors noted. What is put there is theirs, and the program may look at it until it
 * unlocks; what is taken out is the program's.
 */
final class Collections {
  private final Machine machine;
  private final KeptFields fields;
  private Optional<State> comparison = Optional.empty();

  Collections(Machine machine) {
    this.machine = machine;
    this.fields = new KeptFields(machine);
  }

  Optional<Value> call(String name, int slot) {
    return switch (name) {
      case "bpf_list_push_front_impl", "bpf_list_push_back_impl" -> Optional.of(pushed());
      case "bpf_list_pop_front", "bpf_list_pop_back" -> Optional.of(taken(FieldKind.LIST_HEAD));
      case "bpf_list_front", "bpf_list_back" -> Optional.of(seen(FieldKind.LIST_HEAD));
      case "bpf_rbtree_add_impl" -> Optional.of(added(slot));
      case "bpf_rbtree_remove" -> Optional.of(removed());
      case "bpf_rbtree_first", "bpf_rbtree_root" -> Optional.of(seen(FieldKind.RB_ROOT));
      case "bpf_rbtree_left", "bpf_rbtree_right" -> Optional.of(beside());
      default -> Optional.empty();
    };
  }

  /** {@return what is known where the last call's function starts, once} */
  Optional<State> comparison() {
    Optional<State> taken = comparison;
    comparison = Optional.empty();
    return taken;
  }

  /** {@return what the list or tree in r1 holds: its lock has to be held} */
  private OwnTypes.Content content(FieldKind kind) {
    KeptFields.Place place = fields.find(machine.read(1), 1, kind);
    boolean isLocked =
        place.lock().isHeld(machine.state().held())
            || machine.state().top().role() == Frame.Role.MEANWHILE;
    if (!isLocked) {
      throw Machine.refusal(
          Rule.LOCK_PAIR,
          1,
          "a list or tree is accessed without its lock: bpf_spin_lock comes" + " first");
    }
    return machine
        .own()
        .content(place.field())
        .orElseThrow(() -> new Unknown("a list or tree without a __contains note"));
  }

  private Pointer.Draft node(OwnTypes.Content content) {
    return Pointer.to(PointerKind.ALLOCATED)
        .type(content.structure(), machine.own().view().name(content.structure()))
        .at(content.node(), Scalar.ZERO);
  }

  /** {@return the node in register {@code number}, which such a list or tree may have} */
  private Pointer node(OwnTypes.Content content, int number) {
    Pointer pointer = Demands.pointer(machine.read(number), number, PointerKind.ALLOCATED);
    boolean fits =
        pointer.isFixed()
            && pointer.typeId() == content.structure()
            && pointer.off() + pointer.var().value() == content.node();
    if (!fits) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND,
          number,
          Machine.name(number)
              + " must be the node at "
              + content.node()
              + " of struct "
              + machine.own().view().name(content.structure())
              + ", but points "
              + pointer.off()
              + " bytes into struct "
              + pointer.type());
    }
    return pointer;
  }

  private Value pushed() {
    OwnTypes.Content content = content(FieldKind.LIST_HEAD);
    Demands.number(machine.read(4), 4, "a scalar");
    return put(content);
  }

  private Value put(OwnTypes.Content content) {
    Pointer pointer = node(content, 2);
    if (pointer.reference() == 0) {
      throw Machine.refusal(
          Rule.REFERENCE_RELEASE,
          2,
          "the program does not own the node that it adds to a list or tree");
    }
    int reference = pointer.reference();
    machine.state().hold(machine.state().held().release(reference));
    machine
        .state()
        .replace(
            value ->
                value instanceof Pointer other && other.reference() == reference
                    ? other.edit().reference(0).trust(Trust.PLAIN).done()
                    : value);
    return Num.unknown();
  }

  private Value taken(OwnTypes.Content content) {
    int id = machine.newId();
    machine.state().hold(machine.state().held().acquire(id));
    return node(content).nullable(id).reference(id).done();
  }

  private Value taken(FieldKind kind) {
    return taken(content(kind));
  }

  private Value seen(OwnTypes.Content content) {
    return node(content).trust(Trust.PLAIN).nullable(machine.newId()).done();
  }

  private Value seen(FieldKind kind) {
    return seen(content(kind));
  }

  private Value removed() {
    checkNoComparison("bpf_rbtree_remove");
    OwnTypes.Content content = content(FieldKind.RB_ROOT);
    node(content, 2);
    return taken(content);
  }

  private Value beside() {
    OwnTypes.Content content = content(FieldKind.RB_ROOT);
    if (!node(content, 2).isBorrowed()) {
      throw new Unknown("a node beside one that the program owns");
    }
    return seen(content);
  }

  private void checkNoComparison(String name) {
    if (machine.state().top().role() == Frame.Role.MEANWHILE) {
      throw new Refusal(Rule.CALLBACK, name + " in a comparison callback of an rbtree");
    }
  }

  private Value added(int slot) {
    checkNoComparison("bpf_rbtree_add");
    OwnTypes.Content content = content(FieldKind.RB_ROOT);
    Pointer function = Demands.pointer(machine.read(3), 3, PointerKind.FUNCTION);
    Demands.number(machine.read(5), 5, "a scalar");
    Value result = put(content);
    Frame frame = new Frame(function.frame(), slot, Frame.Role.MEANWHILE);
    frame.set(1, node(content).trust(Trust.PLAIN).done());
    frame.set(2, node(content).trust(Trust.PLAIN).done());
    frame.set(Machine.FP, Machine.frame(0));
    State state = new State(frame);
    state.hold(machine.state().held());
    comparison = Optional.of(state);
    return result;
  }
}
