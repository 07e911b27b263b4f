package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import dev.jbpf.verifier.types.Trust;
import java.util.Optional;
import java.util.OptionalInt;

/** Objects of the program's own: made, dropped, and counted. */
final class OwnCalls {
  /** Bytes of an object that each CPU has, since 6.8. */
  private static final int MAX_PER_CPU = 512;

  private final Machine machine;
  private final Collections collections;

  OwnCalls(Machine machine) {
    this.machine = machine;
    this.collections = new Collections(machine);
  }

  /**
   * {@return what the function of that name, which is called at {@code slot}, gives; empty if it is
   * about something else}
   */
  Optional<Value> call(String name, int slot) {
    return switch (name) {
      case "bpf_obj_new_impl" -> Optional.of(made(PointerKind.ALLOCATED));
      case "bpf_percpu_obj_new_impl" -> Optional.of(made(PointerKind.ALLOCATED_PER_CPU));
      case "bpf_obj_drop_impl" -> Optional.of(dropped(PointerKind.ALLOCATED));
      case "bpf_percpu_obj_drop_impl" -> Optional.of(dropped(PointerKind.ALLOCATED_PER_CPU));
      case "bpf_refcount_acquire_impl" -> Optional.of(counted());
      default -> collections.call(name, slot);
    };
  }

  /** {@return what is known where the last call's function that compares nodes starts} */
  Optional<State> comparison() {
    return collections.comparison();
  }

  private Value made(PointerKind kind) {
    long type = Demands.constant(machine.read(1), 1);
    if (!machine.own().isStructure(type)) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND, 1, "r1 must be the BTF id of a struct in the program's types");
    }
    if (kind == PointerKind.ALLOCATED_PER_CPU) {
      checkPerCpu((int) type);
    }
    return acquired(Pointer.to(kind).type((int) type, machine.own().view().name((int) type)), true);
  }

  /** What each CPU has is numbers, and not too many. */
  private void checkPerCpu(int type) {
    OptionalInt bytes = machine.own().view().plainBytes(type);
    if (bytes.isEmpty()
        || bytes.getAsInt() > MAX_PER_CPU
        || !machine.own().fields(type).isEmpty()) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND,
          1,
          "struct "
              + machine.own().view().name(type)
              + " does not consist of scalars alone, in at most "
              + MAX_PER_CPU
              + " bytes");
    }
  }

  private Value acquired(Pointer.Draft draft, boolean isNullable) {
    int id = machine.newId();
    machine.state().hold(machine.state().held().acquire(id));
    return draft.trust(Trust.TRUSTED).nullable(isNullable ? id : 0).reference(id).done();
  }

  private Value dropped(PointerKind kind) {
    Pointer pointer = Demands.pointer(machine.read(1), 1, kind);
    if (pointer.reference() == 0) {
      throw Machine.refusal(
          Rule.REFERENCE_RELEASE,
          1,
          "the program does not own the object that it drops: " + pointer);
    }
    Demands.atBeginning(pointer, 1, Rule.REFERENCE_RELEASE);
    machine.release(pointer.reference());
    return Value.UNWRITTEN;
  }

  private Value counted() {
    Pointer pointer = Demands.pointer(machine.read(1), 1, PointerKind.ALLOCATED);
    boolean isCounted =
        machine.own().fields(pointer.typeId()).stream()
            .anyMatch(field -> field.kind() == FieldKind.REFCOUNT);
    if (!isCounted) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND, 1, "struct " + pointer.type() + " has no bpf_refcount");
    }
    // Any address within the object counts it, and what is given is that of its beginning.
    if (!pointer.isFixed() || pointer.trust() == Trust.UNTRUSTED) {
      throw new Unknown(
          "a reference count of an object that may be freed, or at a variable offset");
    }
    return acquired(
        Pointer.to(PointerKind.ALLOCATED).type(pointer.typeId(), pointer.type()),
        pointer.reference() == 0);
  }
}
