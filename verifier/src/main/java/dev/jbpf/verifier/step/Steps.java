package dev.jbpf.verifier.step;

import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.branch.Conditions;
import dev.jbpf.verifier.step.call.Exceptions;
import dev.jbpf.verifier.step.call.Exits;
import dev.jbpf.verifier.step.call.FunctionCalls;
import dev.jbpf.verifier.step.call.HelperCalls;
import dev.jbpf.verifier.step.kernel.KernelCalls;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.StackMemory;
import java.util.Optional;

/** One case an instruction: what it demands, and what it does to the state. */
public final class Steps {
  private final Machine machine;
  private final ArithmeticSteps arithmetics;
  private final MemorySteps memory;
  private final WideLoads wides;
  private final Conditions conditions;
  private final HelperCalls helpers;
  private final FunctionCalls functions;
  private final KernelCalls kernel;
  private final Exits exits;
  private final Exceptions exceptions;

  /** Steps of {@code machine}. */
  public Steps(Machine machine) {
    this.machine = machine;
    StackMemory stack = new StackMemory(machine);
    this.memory = new MemorySteps(machine, stack);
    this.arithmetics = new ArithmeticSteps(machine);
    this.wides = new WideLoads(machine);
    this.conditions = new Conditions(machine);
    this.helpers = new HelperCalls(machine, stack, memory);
    this.functions = new FunctionCalls(machine, stack, memory);
    this.kernel = new KernelCalls(machine, stack, memory);
    this.exits = new Exits(machine);
    this.exceptions = new Exceptions(machine);
  }

  /** {@return what is known before a program for {@code rules} starts} */
  public static State start() {
    Frame frame = new Frame(0, -1, Frame.Role.CALL);
    frame.set(1, Pointer.to(PointerKind.CONTEXT).done());
    frame.set(Machine.FP, Machine.frame(0));
    return new State(frame);
  }

  /** Checks, before anything is followed, what instructions take from the loader. */
  public void checkLoads() {
    for (int slot = 0; slot < machine.code.size(); slot++) {
      Op op = machine.code.shape(slot);
      if (op != null && op.slots() == 2) {
        machine.go(slot);
        WideLoads.check(machine, op, slot++);
      } else if (op != null && op.operation() == Operation.CALL_KERNEL) {
        machine.go(slot);
        kernel.checkCall(slot);
      }
    }
  }

  /** Follows an instruction that goes on to the next one. */
  public void step(Op op, int slot) {
    switch (op.operation().kind()) {
      case ALU -> arithmetics.alu(op, slot);
      case UNARY -> arithmetics.unary(op, slot);
      case MOVE -> arithmetics.move(op, slot);
      case LOAD -> memory.load(op, slot);
      case STORE -> memory.store(op, slot);
      case ATOMIC -> memory.atomic(op, slot);
      case CONSTANT -> wides.load(op, slot);
      case PACKET -> legacyLoad(op, slot);
      case CONDITION, JUMP, CALL, RETURN ->
          throw new IllegalArgumentException(op + " may go elsewhere");
    }
  }

  /** {@code r0 = packet[…]}: takes the context in r6, and loses r1 to r5. */
  private void legacyLoad(Op op, int slot) {
    if (!machine.rules.loadsLegacy()) {
      throw new Refusal(Rule.LEGACY_PACKET, "programs of this type may not use ld_abs and ld_ind");
    }
    Exits.checkNothingHeld(machine.state().held(), Rule.LEGACY_PACKET);
    Value context = machine.read(6);
    boolean isContext =
        context instanceof Pointer pointer
            && pointer.is(PointerKind.CONTEXT)
            && pointer.off() == 0
            && pointer.var().is(0);
    if (!isContext) {
      throw new Refusal(Rule.LEGACY_PACKET, "r6", "r6 must be the context, but is " + context);
    }
    if (op.format() == Format.PACKET_IND) {
      machine.read(machine.code.src(slot));
    }
    for (int i = 1; i <= 5; i++) {
      machine.set(i, Value.UNWRITTEN);
    }
    machine.set(0, Num.unknown());
  }

  /** {@return the one way that a conditional jump goes; empty if it goes both} */
  public Optional<Boolean> decide(Op op, int slot) {
    return conditions.decide(op, slot);
  }

  /** Notes what is known in {@code state} where the jump is, or is not, taken. */
  public void follow(Op op, int slot, State state, boolean isTaken) {
    conditions.follow(op, slot, state, isTaken);
  }

  /** Calls a helper, and returns the frame of the function that it calls, if any. */
  public Optional<Frame> callHelper(int slot) {
    return helpers.call(slot);
  }

  /**
   * Calls a function of the kernel, and returns what is known where an iterator has another
   * element, or the kernel calls a function: the other way that the path goes on.
   */
  public Optional<KernelCalls.Other> callKernel(int slot) {
    return kernel.call(slot);
  }

  /** {@return whether the call at {@code slot} goes on to the next element of an iterator} */
  public boolean isNext(int slot) {
    return kernel.isNext(slot);
  }

  /** {@return whether the call at {@code slot} of a function of the kernel ends the program} */
  public boolean endsProgram(int slot) {
    boolean isOver = kernel.endsProgram(slot);
    if (isOver) {
      exceptions.checkThrow();
    }
    return isOver;
  }

  /** {@return whether the function of the kernel that is called at {@code slot} may sleep} */
  public boolean sleeps(int slot) {
    return kernel.sleeps(slot);
  }

  /** {@return whether the call at {@code slot} of a function of the kernel throws an exception} */
  public boolean isThrow(int slot) {
    return kernel.isThrow(slot);
  }

  /** {@return the rules of exceptions} */
  public Exceptions exceptions() {
    return exceptions;
  }

  /** Checks that one more function may be active. */
  public void checkDepth(State state) {
    if (state.count() == State.MAX_FRAMES) {
      throw new Refusal(
          Rule.CALL_DEPTH, "calls are more than " + State.MAX_FRAMES + " frames deep");
    }
  }

  /** Enters the function that starts at {@code target}. */
  public void enter(int target, int slot) {
    State state = machine.state();
    if (state.count() == State.MAX_FRAMES && state.isActive(target)) {
      throw new Refusal(Rule.RECURSION, "a function calls itself, directly or through others");
    }
    checkDepth(state);
    Frame callee = new Frame(target, slot, Frame.Role.CALL);
    for (int i = 1; i <= 5; i++) {
      callee.set(i, state.get(i));
    }
    callee.set(Machine.FP, Machine.frame(state.count()));
    state.push(callee);
  }

  /** {@return the calls of functions that are verified by their types} */
  public FunctionCalls functions() {
    return functions;
  }

  /** Checks the end of the program. */
  public void checkProgram() {
    exits.checkProgram();
  }

  /** Leaves the function that runs, and returns its frame. */
  public Frame leave() {
    Frame callee = machine.state().pop();
    exits.leave(callee);
    return callee;
  }
}
