package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.function.FunctionType;
import dev.jbpf.verifier.function.FunctionType.Returns;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.branch.Packets;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.StackMemory;

/**
 * Global functions, those without {@code static}: who calls one passes what its type says, and
 * knows of its result no more than that it is a number; the function itself is followed once, with
 * anything that its type allows.
 */
public final class FunctionCalls {
  private static final int MOST_PARAMETERS = 5;

  private final Machine machine;
  private final FunctionParameters parameters;
  private final Packets packets;

  /** Calls in {@code machine}. */
  public FunctionCalls(Machine machine, StackMemory stack, MemorySteps memory) {
    this.machine = machine;
    this.parameters = new FunctionParameters(machine, stack, memory);
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
          Rule.LOCK_HELD, "call of " + type.name() + ", a global function, under a spin lock");
    }
    for (int i = 0; i < type.parameters().size(); i++) {
      parameters.check(type.parameters().get(i), i + 1);
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
  public void checkType(FunctionType type) {
    if (type.returns() != Returns.NUMBER) {
      throw new Refusal(
          Rule.SUBPROGRAM_TYPE,
          type.name() + " is a global function, and does not return a scalar");
    }
    if (type.parameters().size() > MOST_PARAMETERS) {
      throw new Refusal(
          Rule.SUBPROGRAM_TYPE, type.name() + " has more than " + MOST_PARAMETERS + " parameters");
    }
    for (int i = 0; i < type.parameters().size(); i++) {
      parameters.checkType(type, type.parameters().get(i), i + 1);
    }
  }

  /** Checks, where the program must not sleep, that the function of that type may not either. */
  public void checkSleeping(FunctionType type) {
    if (!machine.maySleep() || machine.state().held().isUndisturbed()) {
      throw new Refusal(
          Rule.SLEEPING,
          type.name() + ", a global function, may sleep, which the program must not, or not here");
    }
  }

  /** {@return what is known where the function of that type starts at {@code slot}} */
  public State start(int slot, FunctionType type) {
    Frame frame = new Frame(slot, -1, Frame.Role.CALL);
    for (int i = 0; i < type.parameters().size(); i++) {
      frame.set(i + 1, parameters.anything(type.parameters().get(i)));
    }
    frame.set(Machine.FP, Machine.frame(0));
    return new State(frame);
  }

  /** Checks the end of a global function. */
  public void checkEnd() {
    Exits.checkNothingHeld(machine.state().held(), Rule.REFERENCE_LEAK);
    Value result = machine.state().get(0);
    if (!result.isWritten()) {
      throw new Refusal(
          Rule.EXIT_VALUE, "r0", "r0 is not written on this path when the function ends");
    }
    if (!(result instanceof Num)) {
      throw new Refusal(
          Rule.POINTER_RETURNED, "r0", "a global function returns a pointer to " + result);
    }
  }
}
