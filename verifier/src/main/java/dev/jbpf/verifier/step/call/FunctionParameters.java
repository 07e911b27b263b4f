package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
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
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.Regions;
import dev.jbpf.verifier.step.memory.StackMemory;
import java.util.Set;

/**
 * Parameters of global functions: whether kernels can verify them by their types and tags, what a
 * caller has to give, and what the function knows of it.
 */
final class FunctionParameters {
  private static final String DYNPTR = "bpf_dynptr";

  /** What authors may note of parameters, with {@code nonnull} for memory alone. */
  private static final Set<String> TAGS =
      Set.of("ctx", "nonnull", "nullable", "trusted", "untrusted", "arena");

  private final Machine machine;
  private final MemorySteps memory;
  private final Dynptrs dynptrs;
  private final ObjectParameters objects;

  FunctionParameters(Machine machine, StackMemory stack, MemorySteps memory) {
    this.machine = machine;
    this.memory = memory;
    this.dynptrs = new Dynptrs(machine, stack);
    this.objects = new ObjectParameters(machine);
  }

  /** What a pointer is to be. */
  private enum Role {
    CONTEXT,
    DYNPTR,
    ARENA,
    TRUSTED,
    UNTRUSTED,
    MEMORY
  }

  private Role role(Parameter parameter) {
    if (parameter.is("ctx") || isContextName(machine.subject.type(), parameter.target())) {
      return Role.CONTEXT;
    }
    if (parameter.target().equals(DYNPTR)) {
      return Role.DYNPTR;
    }
    if (parameter.is("arena")) {
      return Role.ARENA;
    }
    if (parameter.is("untrusted")) {
      return Role.UNTRUSTED;
    }
    return parameter.is("trusted") ? Role.TRUSTED : Role.MEMORY;
  }

  /** Functions of kprobes take the registers by another name, too. */
  private static boolean isContextName(ProgramType type, String name) {
    return ProgramInput.contextStruct(type).filter(name::equals).isPresent()
        || type == ProgramType.KPROBE && name.equals("bpf_user_pt_regs_t");
  }

  /** Checks that kernels can verify the function by that parameter. */
  void checkType(FunctionType type, Parameter parameter, int number) {
    if (parameter.kind() == Parameter.Kind.OTHER) {
      throw unfit(type, number, "is neither a scalar nor a pointer");
    }
    checkTags(type, parameter, number);
    if (parameter.kind() == Parameter.Kind.NUMBER) {
      return;
    }
    switch (role(parameter)) {
      case MEMORY -> {
        if (parameter.size().isEmpty()) {
          throw unfit(type, number, "points to memory of unknown size");
        }
      }
      case TRUSTED, UNTRUSTED -> objects.checkType(type, parameter, number);
      case CONTEXT, DYNPTR, ARENA -> {}
    }
  }

  static Refusal unfit(FunctionType type, int number, String why) {
    return Machine.refusal(
        Rule.SUBPROGRAM_TYPE, number, "parameter " + number + " of " + type.name() + " " + why);
  }

  /** Tags are looked at since 6.8, and the newer ones since they are there. */
  private void checkTags(FunctionType type, Parameter parameter, int number) {
    if (parameter.tags().isEmpty() || !machine.since(6, 8)) {
      return;
    }
    if (!TAGS.containsAll(parameter.tags()) || parameter.is("untrusted") && !machine.since(6, 17)) {
      throw unfit(type, number, "has a tag that this kernel does not know");
    }
    if (parameter.kind() == Parameter.Kind.NUMBER) {
      throw unfit(type, number, "has a tag for pointers, but is a scalar");
    }
    if (!isCombination(role(parameter), parameter)) {
      throw unfit(type, number, "has tags that contradict each other");
    }
  }

  private static boolean isCombination(Role role, Parameter parameter) {
    return switch (role) {
      case CONTEXT -> parameter.tags().equals(Set.of("ctx")) || !parameter.is("ctx");
      case UNTRUSTED -> !parameter.is("nonnull") && !parameter.is("nullable");
      case TRUSTED -> !parameter.is("nonnull");
      case MEMORY -> !parameter.is("nullable");
      case DYNPTR, ARENA -> true;
    };
  }

  /** Checks what the caller gives in register {@code number}. */
  void check(Parameter parameter, int number) {
    Value value = machine.read(number);
    if (parameter.kind() == Parameter.Kind.NUMBER) {
      if (!(value instanceof Num)) {
        throw mismatch(number, "a scalar", value);
      }
      return;
    }
    switch (role(parameter)) {
      case CONTEXT -> checkContext(value, number);
      case DYNPTR -> dynptrs.find(value, number);
      case ARENA -> checkArena(value, number);
      case TRUSTED -> objects.checkTrusted(parameter, value, number);
      case UNTRUSTED -> {}
      case MEMORY -> checkMemory(parameter, value, number);
    }
  }

  private static void checkContext(Value value, int number) {
    boolean isWhole =
        value instanceof Pointer pointer
            && pointer.kind() == PointerKind.CONTEXT
            && pointer.isFixed()
            && pointer.off() + pointer.var().value() == 0;
    if (!isWhole) {
      throw mismatch(number, "the context", value);
    }
  }

  private static void checkArena(Value value, int number) {
    if (value instanceof Pointer pointer && pointer.kind() != PointerKind.ARENA) {
      throw mismatch(number, "a pointer into the arena", value);
    }
  }

  static Refusal mismatch(int number, String wanted, Value value) {
    return Machine.refusal(
        Rule.SUBPROGRAM_TYPE,
        number,
        Machine.name(number) + " must be " + wanted + ", but is " + Demands.described(value));
  }

  /** The function may read all of the memory, and write it. */
  private void checkMemory(Parameter parameter, Value value, int number) {
    if (Conditions.isConstantZero(value)) {
      ((Num) value).demand();
      return;
    }
    if (!(value instanceof Pointer pointer)) {
      throw mismatch(number, "memory", value);
    }
    if (parameter.is("nonnull")) {
      Demands.present(pointer, number);
    }
    long size = parameter.size().orElseThrow();
    Regions.Access access = new Regions.Access(pointer, 0, size, true, number);
    if (memory.giveAway(access)) {
      return;
    }
    if (pointer.kind() != PointerKind.TYPED) {
      throw mismatch(number, "memory", value);
    }
    memory.checkObject(new Regions.Access(pointer, 0, size, false, number));
  }

  /** {@return what the function knows of the parameter where it starts} */
  Value anything(Parameter parameter) {
    if (parameter.kind() == Parameter.Kind.NUMBER) {
      return Num.unknown();
    }
    return switch (role(parameter)) {
      case CONTEXT -> Pointer.to(PointerKind.CONTEXT).done();
      case DYNPTR ->
          Pointer.to(PointerKind.DYNPTR).type(Dynptrs.OF_ANYTHING).id(machine.newId()).done();
      case ARENA -> Pointer.to(PointerKind.ARENA).done();
      case TRUSTED, UNTRUSTED -> objects.anything(parameter);
      case MEMORY -> {
        Pointer.Draft draft =
            Pointer.to(PointerKind.MEMORY).size((int) parameter.size().orElseThrow());
        yield (parameter.is("nonnull") ? draft : draft.nullable(machine.newId())).done();
      }
    };
  }
}
