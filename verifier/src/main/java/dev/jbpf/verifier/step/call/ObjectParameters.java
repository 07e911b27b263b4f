package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.function.FunctionType;
import dev.jbpf.verifier.function.FunctionType.Parameter;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.branch.Conditions;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.Trust;
import java.util.OptionalInt;

/**
 * Parameters of global functions that are objects of the kernel: {@code __arg_trusted}, and {@code
 * __arg_untrusted}, through which anything may be read.
 */
final class ObjectParameters {
  private static final String FLAVOUR = "___";

  private final Machine machine;

  ObjectParameters(Machine machine) {
    this.machine = machine;
  }

  private KernelView view() {
    return machine.kernel("a parameter is a kernel object: the kernel's types are not known");
  }

  /** {@return the id in the kernel's types of the structure that the parameter points to} */
  private OptionalInt structure(Parameter parameter) {
    int flavour = parameter.target().indexOf(FLAVOUR);
    String name = flavour > 0 ? parameter.target().substring(0, flavour) : parameter.target();
    return view().structure(name);
  }

  private boolean isStructure(Parameter parameter) {
    return machine.own().view().structure(parameter.target()).isPresent();
  }

  /** {@return whether it points to numbers, or to nothing in particular} */
  private boolean isPlain(Parameter parameter) {
    return !parameter.target().equals(Parameter.POINTER_TARGET)
        && (!parameter.target().isEmpty() || parameter.size().isEmpty());
  }

  /** Checks that the kernel has what is pointed to. */
  void checkType(FunctionType type, Parameter parameter, int number) {
    if (parameter.is("trusted") && parameter.is("untrusted")) {
      throw new Unknown("a parameter that is trusted and untrusted");
    }
    boolean isKnown =
        isStructure(parameter)
            ? structure(parameter).isPresent()
            : parameter.is("untrusted") && isPlain(parameter);
    if (!isKnown) {
      throw FunctionParameters.unfit(
          type, number, "is a kernel object of a struct that the kernel does not have");
    }
  }

  /** Checks an object that is there, or at least was until now. */
  void checkTrusted(Parameter parameter, Value value, int number) {
    boolean isNullable = parameter.is("nullable");
    if (isNullable && Conditions.isConstantZero(value)) {
      ((Num) value).demand();
      return;
    }
    if (!(value instanceof Pointer pointer) || pointer.kind() != PointerKind.TYPED) {
      throw FunctionParameters.mismatch(number, "a kernel object", value);
    }
    if (!isNullable) {
      Demands.present(pointer, number);
    }
    if (ObjectArguments.trust(pointer) == Trust.UNTRUSTED) {
      throw Machine.refusal(
          Rule.OBJECT_TRUST, number, "the object of struct " + pointer.type() + " may be gone");
    }
    int wanted = structure(parameter).orElseThrow();
    if (!pointer.isFixed()
        || !view().holds(machine.structure(view(), pointer), pointer.off(), wanted)) {
      throw FunctionParameters.mismatch(
          number, "an object of struct " + view().name(wanted), value);
    }
  }

  /** {@return what the function knows of the object} */
  Value anything(Parameter parameter) {
    if (!isStructure(parameter)) {
      return Pointer.to(PointerKind.UNTRUSTED_BYTES).readOnly(true).done();
    }
    int structure = structure(parameter).orElseThrow();
    return Pointer.to(PointerKind.TYPED)
        .type(structure, view().name(structure))
        .trust(parameter.is("trusted") ? Trust.TRUSTED : Trust.UNTRUSTED)
        .nullable(parameter.is("nullable") ? machine.newId() : 0)
        .done();
  }
}
