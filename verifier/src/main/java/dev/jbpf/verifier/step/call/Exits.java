package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.ReturnRange;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Held;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;

/** Ends of functions, and of the program. */
public final class Exits {
  private final Machine machine;
  private final HookRules hooks;

  public Exits(Machine machine) {
    this.machine = machine;
    this.hooks = new HookRules(machine);
  }

  /** Checks the end of the program. */
  public void checkProgram() {
    checkNothingHeld(machine.state().held(), Rule.REFERENCE_LEAK);
    Value result = machine.state().get(0);
    if (isHook() && hooks.returnsNothing()
        || !result.isWritten() && OperationRules.returnsNothing(machine)) {
      return;
    }
    if (!result.isWritten()) {
      throw new Refusal(
          Rule.EXIT_VALUE, "r0", "r0 is not written on this path when the program ends");
    }
    checkRange(result, 0);
  }

  private boolean isHook() {
    return machine.subject.type() == ProgramType.LSM;
  }

  /** Checks what the program returns, which is in register {@code number}. */
  void checkRange(Value result, int number) {
    (isHook() ? hooks.range(result) : machine.rules.returns())
        .ifPresent(range -> checkRange(range, result, number));
  }

  private void checkRange(ReturnRange range, Value result, int number) {
    if (!(result instanceof Num num)) {
      throw Machine.refusal(
          Rule.POINTER_RETURNED, number, "the program returns a pointer to " + result);
    }
    num.demand();
    Scalar scalar = num.scalar();
    boolean isHeld =
        hooks.returnsHalf()
            ? range.holds(scalar.s32min(), scalar.s32max())
            : range.holds(scalar.smin(), scalar.smax());
    if (!isHeld) {
      throw Machine.refusal(
          Rule.RETURN_RANGE,
          number,
          "the program returns "
              + scalar
              + "; its type allows "
              + range.min()
              + " to "
              + range.max());
    }
  }

  public static void checkNothingHeld(Held held, Rule rule) {
    if (held.isLocked()) {
      throw new Refusal(
          rule == Rule.REFERENCE_LEAK ? Rule.LOCK_PAIR : rule, "a spin lock is held " + when(rule));
    }
    if (held.references().length > 0) {
      throw new Refusal(rule, "an acquired reference is not released on this path");
    }
    if (held.readers() > 0 || held.preemptions() > 0 || held.interrupts().length > 0) {
      throw new Refusal(
          rule == Rule.REFERENCE_LEAK ? Rule.CRITICAL_SECTION : rule,
          "an RCU, preempt-disabled or irq-disabled section is open " + when(rule));
    }
  }

  private static String when(Rule rule) {
    return switch (rule) {
      case EXCEPTION -> "when the program throws an exception";
      case TAIL_CALL -> "at a tail call";
      case LEGACY_PACKET -> "at ld_abs or ld_ind";
      default -> "at the end";
    };
  }

  /** Leaves {@code callee}, the function that ran: its result is the caller's. */
  public void leave(Frame callee) {
    Value result = callee.get(0);
    if (result instanceof Pointer pointer && pointer.kind() == PointerKind.STACK) {
      throw new Refusal(Rule.POINTER_RETURNED, "r0", "a function returns a pointer to its stack");
    }
    if (callee.role() == Frame.Role.CALL) {
      Frame caller = machine.state().top();
      for (int i = 1; i <= 5; i++) {
        caller.set(i, Value.UNWRITTEN);
      }
      caller.set(0, result);
    } else {
      checkCallback(callee, result);
    }
  }

  private static void checkCallback(Frame callee, Value result) {
    if (!result.isWritten()) {
      throw new Refusal(
          Rule.EXIT_VALUE, "r0", "r0 is not written on this path when the callback ends");
    }
    boolean isLater = callee.role() == Frame.Role.LATER || callee.role() == Frame.Role.WORK;
    long most = isLater ? 0 : 1;
    if (!(result instanceof Num num)) {
      throw new Refusal(Rule.CALLBACK, "r0", "a callback returns a pointer to " + result);
    }
    if (callee.role() == Frame.Role.TASK) {
      return;
    }
    num.demand();
    if (num.scalar().smin() < 0 || num.scalar().smax() > most) {
      throw new Refusal(
          Rule.CALLBACK,
          "r0",
          "a callback returns " + num + ", not 0" + (most == 1 ? " or 1" : ""));
    }
  }
}
