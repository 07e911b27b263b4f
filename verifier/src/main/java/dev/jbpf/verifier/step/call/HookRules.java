package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.ReturnRange;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.types.AttachTarget;
import dev.jbpf.verifier.types.SecurityHooks;
import dev.jbpf.verifier.types.SecurityHooks.Trait;
import java.util.Optional;

/** Security hooks: which programs may attach there, and what these may return. */
public final class HookRules {
  private static final ReturnRange TRUTH = new ReturnRange(0, 1);
  private static final ReturnRange ONE = new ReturnRange(1, 1);

  private final Machine machine;

  /** Hooks that the program of {@code machine} may be for. */
  public HookRules(Machine machine) {
    this.machine = machine;
  }

  private boolean isOfGroup() {
    return machine.subject.attachType() == AttachType.LSM_CGROUP.value();
  }

  /** Checks, before anything is followed, that such a program attaches to the hook. */
  public void checkPlace() {
    if (machine.subject.type() != ProgramType.LSM) {
      return;
    }
    machine.subject.target().ifPresent(this::checkPlace);
  }

  private void checkPlace(String hook) {
    if (SecurityHooks.has(hook, Trait.CLOSED)) {
      throw new Refusal(Rule.PROGRAM_TYPE, "programs may not attach to " + hook);
    }
    if (machine.subject.maySleep() && (isOfGroup() || !SecurityHooks.has(hook, Trait.SLEEPING))) {
      boolean isKnown = isOfGroup() || machine.since(6, 12) && !machine.since(6, 13);
      throw isKnown
          ? new Refusal(Rule.SLEEPING, "sleepable programs may not attach to " + hook)
          : new Unknown("whether sleepable programs may attach to " + hook);
    }
  }

  /**
   * {@return what the program, which ends with {@code result} in r0, may return; empty if nobody
   * looks at it}
   */
  Optional<ReturnRange> range(Value result) {
    ReturnRange anywhere = isOfGroup() ? ONE : new ReturnRange(0, 0);
    boolean isFineAnywhere = result instanceof Num num && num.scalar().is(anywhere.min());
    if (isFineAnywhere) {
      return Optional.of(anywhere);
    }
    if (!machine.hasKernel()) {
      throw new Unknown("what the hook returns is in the kernel's types");
    }
    return range(machine.target());
  }

  private Optional<ReturnRange> range(AttachTarget hook) {
    if (isOfGroup()) {
      return Optional.of(hook.isVoid() ? ONE : TRUTH);
    }
    if (hook.isVoid() || !machine.since(6, 12)) {
      return Optional.empty();
    }
    return Optional.of(
        new ReturnRange(SecurityHooks.least(hook.name()), SecurityHooks.most(hook.name())));
  }

  /** {@return whether the lower 32 bits of r0 are what counts} */
  boolean returnsHalf() {
    return machine.subject.type() == ProgramType.LSM && !isOfGroup();
  }

  /** {@return whether the hook returns nothing, so that r0 may be anything, or never written} */
  boolean returnsNothing() {
    return !isOfGroup() && machine.hasKernel() && machine.target().isVoid();
  }
}
