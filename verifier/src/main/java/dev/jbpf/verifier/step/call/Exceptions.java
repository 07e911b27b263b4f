package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.function.FunctionType;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import java.util.OptionalInt;

/** Programs that end by throwing: nothing is held then, as nobody is left to give it back. */
public final class Exceptions {
  private static final int COOKIE = 1;

  private final Machine machine;
  private final Exits exits;

  /** Exceptions that the program of {@code machine} throws. */
  public Exceptions(Machine machine) {
    this.machine = machine;
    this.exits = new Exits(machine);
  }

  /** Checks a call of {@code bpf_throw}: what it is given is what the program returns. */
  public void checkThrow() {
    Value cookie = Demands.number(machine.read(COOKIE), COOKIE, "a scalar");
    Exits.checkNothingHeld(machine.state().held(), Rule.EXCEPTION);
    checkPlace();
    // What a function of its own throws is looked at nowhere, nor what another function catches.
    boolean isResult = machine.state().frame(0).function() == 0;
    if (isResult && machine.exceptionCallback().isEmpty()) {
      exits.checkRange(cookie, COOKIE);
    }
  }

  /**
   * Checks a call of a function that is not static and may throw. Linux 6.18 does not look at what
   * the caller holds.
   */
  public void checkPlace() {
    State state = machine.state();
    if (isCatch(state.frame(0).function())) {
      throw new Refusal(Rule.EXCEPTION, "bpf_throw in the exception callback");
    }
    for (int i = 0; i < state.count(); i++) {
      if (state.frame(i).role() != Frame.Role.CALL) {
        throw new Refusal(Rule.EXCEPTION, "bpf_throw in a callback of a helper");
      }
    }
  }

  /** {@return whether the function at {@code slot} is the one that catches exceptions} */
  public boolean isCatch(int slot) {
    return machine.exceptionCallback().equals(OptionalInt.of(slot));
  }

  /** Checks that a function that is called at {@code target} is not the one that catches. */
  public void checkCall(int target) {
    if (isCatch(target)) {
      throw new Refusal(Rule.EXCEPTION, "the exception callback is called");
    }
  }

  /** Checks that the function of that type can catch: it takes what was thrown, a number. */
  public void checkType(FunctionType type) {
    boolean takesCookie =
        type.parameters().size() == 1
            && type.parameters().get(0).kind() == FunctionType.Parameter.Kind.NUMBER;
    if (!takesCookie) {
      throw new Refusal(
          Rule.EXCEPTION,
          type.name() + " is the exception callback, and must have one scalar parameter");
    }
  }

  /**
   * Checks the end of the function that ran: what the one that catches returns, the program does.
   */
  public void checkEnd() {
    if (isCatch(machine.state().top().function())) {
      exits.checkRange(machine.state().get(0), 0);
    }
  }
}
