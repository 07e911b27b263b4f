package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.branch.Conditions;
import dev.jbpf.verifier.step.branch.Packets;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.Regions;
import dev.jbpf.verifier.step.memory.StackMemory;
import dev.jbpf.verifier.subject.FunctionType;
import dev.jbpf.verifier.subject.FunctionType.Parameter;
import dev.jbpf.verifier.subject.FunctionType.Returns;

/**
 * Global functions, those without {@code static}: who calls one passes what its type says, and
 * knows of its result no more than that it is a number; the function itself is followed once, with
 * anything that its type allows.
 */
public final class FunctionCalls {
  private static final String DYNPTR = "bpf_dynptr";
  private static final int MOST_PARAMETERS = 5;

  private final Machine machine;
  private final StackMemory stack;
  private final MemorySteps memory;
  private final Packets packets;

  /** Calls in {@code machine}. */
  public FunctionCalls(Machine machine, StackMemory stack, MemorySteps memory) {
    this.machine = machine;
    this.stack = stack;
    this.memory = memory;
    this.packets = new Packets(machine);
  }

  /**
   * Calls the function of that type.
   *
   * @param movesPacket whether it calls a helper that does
   */
  public void call(FunctionType type, boolean movesPacket) {
    checkType(type);
    if (machine.state().held().isLocked()) {
      throw new Refusal(
          Rule.LOCK_HELD, "a call of " + type.name() + ", which is not static, under a spin lock");
    }
    for (int i = 0; i < type.parameters().size(); i++) {
      check(type.parameters().get(i), i + 1);
    }
    for (int i = 1; i <= MOST_PARAMETERS; i++) {
      machine.set(i, Value.UNWRITTEN);
    }
    if (movesPacket && machine.since(6, 13)) {
      packets.invalidate();
    }
    machine.set(0, Num.unknown());
  }

  /** Checks that kernels can verify a function by its type. */
  private void checkType(FunctionType type) {
    if (type.returns() != Returns.NUMBER) {
      throw new Refusal(
          Rule.SUBPROGRAM_TYPE, type.name() + " is not static, and returns no number");
    }
    if (type.parameters().size() > MOST_PARAMETERS) {
      throw new Refusal(
          Rule.SUBPROGRAM_TYPE, type.name() + " has more than " + MOST_PARAMETERS + " parameters");
    }
    for (int i = 0; i < type.parameters().size(); i++) {
      checkType(type, type.parameters().get(i), i + 1);
    }
  }

  private void checkType(FunctionType type, Parameter parameter, int number) {
    boolean isMemory = parameter.kind() == Parameter.Kind.POINTER && !isSpecial(parameter);
    if (parameter.kind() == Parameter.Kind.OTHER || isMemory && parameter.size().isEmpty()) {
      throw Machine.refusal(
          Rule.SUBPROGRAM_TYPE,
          number,
          "parameter "
              + number
              + " of "
              + type.name()
              + (isMemory ? " points to memory of no known size" : " is no number and no pointer"));
    }
  }

  private boolean isSpecial(Parameter parameter) {
    return isContext(parameter)
        || parameter.target().equals(DYNPTR)
        || parameter.is("trusted")
        || parameter.is("untrusted")
        || parameter.is("arena");
  }

  private boolean isContext(Parameter parameter) {
    return parameter.is("ctx") || isContextName(machine.subject.type(), parameter.target());
  }

  /** Functions of kprobes take the registers by another name, too. */
  private static boolean isContextName(ProgramType type, String name) {
    return ProgramInput.contextStruct(type).filter(name::equals).isPresent()
        || type == ProgramType.KPROBE && name.equals("bpf_user_pt_regs_t");
  }

  private void check(Parameter parameter, int number) {
    Value value = machine.read(number);
    if (parameter.kind() == Parameter.Kind.NUMBER) {
      if (!(value instanceof Num)) {
        throw mismatch(number, "a number", value);
      }
    } else if (isContext(parameter)) {
      checkContext(value, number);
    } else if (parameter.is("arena")) {
      checkArena(value, number);
    } else if (isSpecial(parameter)) {
      throw new Unknown(
          "a function is given "
              + (parameter.target().equals(DYNPTR) ? "a dynptr" : "an object of the kernel"));
    } else {
      checkMemory(parameter, value, number);
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
      throw mismatch(number, "an address in the arena", value);
    }
  }

  private static Refusal mismatch(int number, String wanted, Value value) {
    return Machine.refusal(
        Rule.SUBPROGRAM_TYPE,
        number,
        Machine.name(number) + " is to be " + wanted + ", and holds " + Demands.described(value));
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
    switch (pointer.kind()) {
      case STACK -> {
        stack.checkRange(access);
        stack.use(access, true);
      }
      case MAP_VALUE -> Regions.checkMapValue(access);
      case PACKET, PACKET_META, MEMORY, RECORD, MAP_KEY, TRACEPOINT_BUFFER ->
          memory.checkPlain(access);
      case TYPED -> throw new Unknown("a function is given an object of the kernel as memory");
      default -> throw mismatch(number, "memory", value);
    }
  }

  /** {@return what is known where the function of that type starts at {@code slot}} */
  public State start(int slot, FunctionType type) {
    Frame frame = new Frame(slot, -1, Frame.Role.CALL);
    for (int i = 0; i < type.parameters().size(); i++) {
      frame.set(i + 1, anything(type.parameters().get(i)));
    }
    frame.set(Machine.FP, Machine.frame(0));
    return new State(frame);
  }

  private Value anything(Parameter parameter) {
    if (parameter.kind() == Parameter.Kind.NUMBER) {
      return Num.unknown();
    }
    if (isContext(parameter)) {
      return Pointer.to(PointerKind.CONTEXT).done();
    }
    if (parameter.is("arena")) {
      return Pointer.to(PointerKind.ARENA).done();
    }
    if (isSpecial(parameter)) {
      throw new Unknown("a function takes an object of the kernel, or a dynptr");
    }
    Pointer.Draft draft = Pointer.to(PointerKind.MEMORY).size((int) parameter.size().orElseThrow());
    return (parameter.is("nonnull") ? draft : draft.nullable(machine.newId())).done();
  }

  /** Checks the end of a global function. */
  public void checkEnd() {
    Exits.checkNothingHeld(machine.state().held(), Rule.REFERENCE_LEAK);
    Value result = machine.state().get(0);
    if (!result.isWritten()) {
      throw new Refusal(
          Rule.EXIT_VALUE, "r0", "the function ends, and r0 was not written on this path");
    }
    if (!(result instanceof Num)) {
      throw new Refusal(
          Rule.POINTER_RETURNED,
          "r0",
          "a function that is not static returns the address of " + result);
    }
  }
}
