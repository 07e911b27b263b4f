package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.facts.Argument;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.KeptPointers;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.Trust;

/**
 * Objects of the kernel that helpers are given: of the right type, and trusted as far as needed.
 */
final class ObjectArguments {
  private static final String UNKNOWN = "a kernel object is passed to a helper";
  private static final String SOCKET = "sock_common";

  private final Machine machine;

  ObjectArguments(Machine machine) {
    this.machine = machine;
  }

  /** Checks an object for a parameter that takes sockets of any kind. */
  void socket(Pointer pointer, int number) {
    if (trust(pointer) == Trust.RCU) {
      throw untrusted(pointer, number);
    }
    check(pointer, number, SOCKET);
  }

  /** Checks an object for a parameter of the type {@code wanted}. */
  void typed(Argument wanted, Pointer pointer, int number) {
    if (wanted.type().isEmpty()) {
      throw new Unknown(UNKNOWN);
    }
    check(pointer, number, wanted.type());
  }

  /** Checks what a map's value is to keep in {@code field}: an object that the program owns. */
  void owned(MapShape.Field field, Value value, int number) {
    Pointer wanted = new KeptPointers(machine).draft(field, Trust.PLAIN).done();
    if (!(value instanceof Pointer pointer) || !isKept(wanted.kind(), pointer.kind())) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND,
          number,
          Machine.name(number) + " must be an object of struct " + field.type() + ", or null");
    }
    if (pointer.isNullable()) {
      throw Machine.refusal(
          Rule.NULL_CHECK, number, Machine.name(number) + " may be null: " + pointer);
    }
    if (pointer.reference() == 0) {
      throw Machine.refusal(
          Rule.REFERENCE_RELEASE,
          number,
          "the program does not own the object that the map shall keep");
    }
    if (wanted.kind() == PointerKind.TYPED) {
      check(pointer, number, field.type());
    } else if (pointer.typeId() != wanted.typeId()) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND,
          number,
          "the value keeps objects of struct " + field.type() + ", not of " + pointer.type());
    }
  }

  /** {@return whether a field for the one keeps the other: one for all CPUs does for each} */
  private static boolean isKept(PointerKind wanted, PointerKind given) {
    return wanted == given
        || wanted == PointerKind.ALLOCATED_PER_CPU && given == PointerKind.ALLOCATED;
  }

  /** {@return how far it is to be trusted: what is held is there for sure} */
  static Trust trust(Pointer pointer) {
    return pointer.reference() != 0 ? Trust.TRUSTED : pointer.trust();
  }

  private void check(Pointer pointer, int number, String wanted) {
    if (trust(pointer) == Trust.UNTRUSTED) {
      throw untrusted(pointer, number);
    }
    if (pointer.type().equals(wanted) && pointer.isFixed() && pointer.off() == 0) {
      return;
    }
    KernelView view = machine.kernel(UNKNOWN);
    int structure = machine.structure(view, pointer);
    int id = view.structure(wanted).orElseThrow(() -> new Unknown(UNKNOWN));
    if (!pointer.isFixed() || !view.holds(structure, pointer.off(), id)) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND,
          number,
          Machine.name(number)
              + " must be an object of struct "
              + wanted
              + ", but is of struct "
              + view.name(structure)
              + (pointer.off() == 0 ? "" : " at the offset " + pointer.off()));
    }
  }

  private RuntimeException untrusted(Pointer pointer, int number) {
    return machine.since(6, 4)
        ? Machine.refusal(
            Rule.OBJECT_TRUST,
            number,
            "the object of struct " + pointer.type() + " may be freed, and is passed to a helper")
        : new Unknown(UNKNOWN);
  }
}
