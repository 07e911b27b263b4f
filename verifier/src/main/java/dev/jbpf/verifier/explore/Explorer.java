package dev.jbpf.verifier.explore;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Limits;
import dev.jbpf.kernel.call.LoadFlags;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.facts.ProgramRules;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.StateListener;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.step.Steps;
import dev.jbpf.verifier.step.call.HookRules;
import dev.jbpf.verifier.step.call.OperationRules;
import dev.jbpf.verifier.step.machine.Code;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.subject.Budget;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import java.util.List;
import java.util.Optional;

/** Comes to a verdict: the shape of the program first, then what it does on all paths. */
public final class Explorer {
  private static final int MAX_SLOTS = Limits.BPF_COMPLEXITY_LIMIT_INSNS;

  /** All flags that there are. */
  private static final int FLAGS =
      LoadFlags.BPF_F_STRICT_ALIGNMENT
          | LoadFlags.BPF_F_ANY_ALIGNMENT
          | LoadFlags.BPF_F_TEST_RND_HI32
          | LoadFlags.BPF_F_TEST_STATE_FREQ
          | LoadFlags.BPF_F_SLEEPABLE
          | LoadFlags.BPF_F_XDP_HAS_FRAGS
          | LoadFlags.BPF_F_XDP_DEV_BOUND_ONLY
          | LoadFlags.BPF_F_TEST_REG_INVARIANTS;

  /** Since when root's programs may be longer than others'. */
  private static final KernelVersion LONG = new KernelVersion(5, 2);

  private static final int MAX_SLOTS_BEFORE = 4096;

  private static final KernelVersion LOOP = new KernelVersion(5, 3);
  private static final KernelVersion ANY_LOOP = new KernelVersion(6, 7);

  private Explorer() {}

  /** {@return what the kernel of {@code model} would say of {@code subject}} */
  public static Verdict explore(
      KernelModel model, KernelBtf types, Subject subject, Budget budget, StateListener listener) {
    int size = subject.program().size();
    int most = model.version().compareTo(LONG) < 0 ? MAX_SLOTS_BEFORE : MAX_SLOTS;
    if (size == 0 || size > most) {
      return refused(
          0,
          new Refusal(
              Rule.PROGRAM_SIZE, "the program has " + size + " slots, it may have 1 to " + most));
    }
    Optional<ProgramRules> rules = model.program(subject.type(), subject.attachType());
    if (rules.isEmpty()) {
      return refused(
          0,
          new Refusal(
              Rule.PROGRAM_TYPE,
              "no programs of the type "
                  + subject.type()
                  + " with the expected_attach_type "
                  + subject.attachType()));
    }
    return follow(model, types, rules.get(), subject, budget, listener);
  }

  private static Verdict refused(int slot, Refusal refusal) {
    return new Verdict.Rejected(
        new Finding(refusal.rule(), slot, refusal.operand(), refusal.message(), List.of()));
  }

  private static Verdict follow(
      KernelModel model,
      KernelBtf types,
      ProgramRules rules,
      Subject subject,
      Budget budget,
      StateListener listener) {
    Code code = new Code(subject.program(), model.version());
    Machine machine = new Machine(model, types, rules, subject, code, Steps.start());
    Steps steps = new Steps(machine);
    try {
      IndirectTargets tables = IndirectTargets.of(subject.maps().values());
      Structure structure = Structure.of(code, machine.exceptionCallback(), tables);
      if (!subject.hasFunctionTypes()) {
        structure.checkUntyped();
      }
      subject.functions().ifPresent(structure::checkTyped);
      if (model.version().compareTo(ANY_LOOP) < 0) {
        new BackEdges(code, model.version().compareTo(LOOP) >= 0).check();
      }
      checkFlags(rules, subject);
      new HookRules(machine).checkPlace();
      OperationRules.checkPlace(machine);
      steps.checkLoads();
      return new Walk(machine, steps, structure, tables, budget, listener).verdict();
    } catch (Structure.Misshapen misshapen) {
      return refused(misshapen.slot(), misshapen.refusal());
    } catch (Refusal refusal) {
      return refused(machine.slot(), refusal);
    } catch (Unknown unknown) {
      return new Verdict.Undecided(machine.slot(), unknown.reason());
    }
  }

  private static void checkFlags(ProgramRules rules, Subject subject) {
    if ((subject.flags() & ~FLAGS) != 0) {
      throw new Refusal(
          Rule.PROGRAM_TYPE,
          "unknown load flags 0x" + Integer.toHexString(subject.flags() & ~FLAGS));
    }
    if (subject.maySleep() ? !rules.maySleep() : rules.mustSleep()) {
      throw new Refusal(
          Rule.PROGRAM_TYPE,
          "programs of the type "
              + rules.type()
              + (rules.maySleep() ? " must be sleepable" : " cannot be sleepable"));
    }
  }
}
