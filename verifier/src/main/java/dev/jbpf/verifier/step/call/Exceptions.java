package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.subject.FunctionTypes;

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
    Value cookie = Demands.number(machine.read(COOKIE), COOKIE, "a number");
    checkOpen();
    checkCatch();
    exits.checkRange(cookie, COOKIE);
  }

  /** Checks a call of a function that may throw. */
  public void checkOpen() {
    Exits.checkNothingHeld(machine.state().held(), Rule.EXCEPTION);
    State state = machine.state();
    for (int i = 0; i < state.count(); i++) {
      if (state.frame(i).role() != Frame.Role.CALL) {
        throw new Refusal(Rule.EXCEPTION, "bpf_throw in a function that a helper calls");
      }
    }
  }

  private void checkCatch() {
    boolean isCaught =
        machine.subject.functions().filter(FunctionTypes::catchesExceptions).isPresent();
    if (isCaught) {
      throw new Unknown("a function of the program's catches exceptions");
    }
  }
}
