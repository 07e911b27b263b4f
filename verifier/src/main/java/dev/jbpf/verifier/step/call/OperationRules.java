package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.OperationName;
import dev.jbpf.verifier.types.Operations;

/** Programs for members of the kernel's tables of functions (struct_ops). */
public final class OperationRules {
  private OperationRules() {}

  /** Checks, before anything is followed, that there may be such a program for that member. */
  public static void checkPlace(Machine machine) {
    if (machine.subject.type() == ProgramType.STRUCT_OPS) {
      machine.operation().ifPresent(operation -> checkPlace(machine, operation));
    }
  }

  private static void checkPlace(Machine machine, OperationName operation) {
    if (!machine.subject.isGplCompatible()) {
      throw new Refusal(Rule.LICENSE, "struct_ops programs must be GPL-compatible");
    }
    KernelView view = machine.kernel("struct_ops need the kernel's types");
    if (!operation.isTable(view)) {
      throw new Refusal(
          Rule.PROGRAM_TYPE, "the kernel has no struct_ops named " + operation.structure());
    }
    if (operation.member().isEmpty()) {
      throw new Unknown("the member of " + operation.structure() + " is not given");
    }
    Operations operations =
        operation
            .operations()
            .orElseThrow(() -> new Unknown("what programs for " + operation + " may do"));
    boolean isOpen =
        operation.prototype(view).isPresent()
            && operations.isOpen(operation.member(), machine.subject.maySleep());
    if (!isOpen) {
      throw new Refusal(
          Rule.PROGRAM_TYPE,
          (machine.subject.maySleep() ? "no sleepable program is for " : "no program is for ")
              + operation);
    }
  }

  /** Checks that the program's table, or its member, is open to that helper. */
  static void checkHelper(Machine machine, HelperPrototype helper) {
    machine.operation().ifPresent(operation -> checkHelper(operation, helper));
  }

  private static void checkHelper(OperationName operation, HelperPrototype helper) {
    boolean isOpen =
        operation
            .operations()
            .map(known -> known.admits(operation.member(), helper.helper().value()))
            .orElse(true);
    if (!isOpen) {
      throw new Refusal(
          Rule.HELPER_NOT_ALLOWED,
          "a program for " + operation + " may not call " + HelperCalls.name(helper));
    }
  }

  /**
   * {@return whether the program is for a function that returns nothing, so that r0 may be
   * anything}
   *
   * @throws Unknown if it may be
   */
  static boolean returnsNothing(Machine machine) {
    if (machine.subject.type() != ProgramType.STRUCT_OPS) {
      return false;
    }
    if (machine.operation().isEmpty()) {
      throw new Unknown("whether the operation returns anything is in the kernel's types");
    }
    return machine.target().isVoid();
  }
}
