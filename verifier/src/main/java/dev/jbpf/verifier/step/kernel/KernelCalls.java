package dev.jbpf.verifier.step.kernel;

import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.call.LoadFlags;
import dev.jbpf.verifier.kfunc.KernelFunction;
import dev.jbpf.verifier.kfunc.KfuncFacts;
import dev.jbpf.verifier.kfunc.KfuncFlag;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Held;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.MemorySteps;
import dev.jbpf.verifier.step.memory.StackMemory;
import dev.jbpf.verifier.types.KernelView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Calls of the kernel's functions: whether the program may make them, and what they do. */
public final class KernelCalls {
  private static final String OF_SESSION = "bpf_session_";
  private static final String OF_DEVICE = "bpf_xdp_metadata_";

  /**
   * Another way that a path goes on.
   *
   * @param state what is known there
   * @param slot where that is
   * @param isRound whether it is one of the rounds of an iterator
   */
  public record Other(State state, int slot, boolean isRound) {}

  private final Machine machine;
  private final Sections sections;
  private final KernelArguments arguments;
  private final KernelResults results;
  private final Iterators iterators;
  private final ParticularCalls particularCalls;
  private final Map<Integer, KernelFunction> functions = new HashMap<>();

  /** Calls in {@code machine}. */
  public KernelCalls(Machine machine, StackMemory stack, MemorySteps memory) {
    this.machine = machine;
    this.sections = new Sections(machine);
    this.arguments = new KernelArguments(machine, stack, memory, sections);
    this.results = new KernelResults(machine);
    StackPlaces places = new StackPlaces(machine, stack);
    this.iterators = new Iterators(machine, places);
    this.particularCalls = new ParticularCalls(machine, places, sections);
  }

  /** Checks, before anything is followed, that the call at {@code slot} is of a function. */
  public void checkCall(int slot) {
    if (!machine.subject.isGplCompatible()) {
      throw new Refusal(
          Rule.LICENSE, "kernel functions (kfuncs) are for GPL-compatible programs only");
    }
    if (machine.code.off(slot) == 0 && machine.hasKernel()) {
      int id = machine.code.imm(slot);
      if (machine.functions().prototype(id).isEmpty()) {
        throw new Refusal(Rule.KFUNC, "no kernel function has the BTF id " + id);
      }
    }
  }

  /** {@return whether the function that is called at {@code slot} may sleep} */
  public boolean sleeps(int slot) {
    return is(slot, KfuncFlag.SLEEP);
  }

  /** {@return whether the call at {@code slot} goes on to the next element of an iterator} */
  public boolean isNext(int slot) {
    return is(slot, KfuncFlag.ITER_NEXT);
  }

  private boolean is(int slot, KfuncFlag flag) {
    return machine.hasKernel()
        && machine.code.off(slot) == 0
        && KfuncFacts.find(machine.functions().types().name(machine.code.imm(slot)))
            .filter(kfunc -> kfunc.has(flag))
            .isPresent();
  }

  /** {@return whether the call at {@code slot}, which has to be allowed then, ends the program} */
  public boolean endsProgram(int slot) {
    if (!isThrow(slot)) {
      return false;
    }
    checkSections(function(slot).kfunc());
    return true;
  }

  /** {@return whether the call at {@code slot} throws an exception} */
  public boolean isThrow(int slot) {
    return machine.hasKernel()
        && machine.code.off(slot) == 0
        && machine.functions().types().name(machine.code.imm(slot)).equals("bpf_throw");
  }

  private KernelFunction function(int slot) {
    KernelView view = machine.functions();
    if (machine.code.off(slot) != 0) {
      throw new Unknown(
          "a function of a kernel module: its types and who may call it are not known");
    }
    return functions.computeIfAbsent(machine.code.imm(slot), id -> find(view, id));
  }

  private KernelFunction find(KernelView view, int id) {
    if (id <= 0 || id >= view.types().size() || view.prototype(id).isEmpty()) {
      throw new Refusal(Rule.KFUNC, "no kernel function has the BTF id " + id);
    }
    String name = view.types().name(id);
    KfuncFacts kfunc = KfuncFacts.find(name).orElseThrow(() -> unlisted(view, id));
    boolean isAdmitted =
        kfunc
            .admits(machine.subject.type(), machine.model.version())
            .orElseThrow(() -> unsure(kfunc));
    if (!isAdmitted) {
      throw notAllowed(kfunc);
    }
    if (!machine.since(6, 12)) {
      throw new Unknown("what Linux before 6.12 demands of a call of " + name);
    }
    if (name.startsWith(OF_SESSION) && !isSession()) {
      throw new Refusal(Rule.KFUNC, name + " is for session programs only (kprobe.session)");
    }
    if (name.startsWith(OF_DEVICE)
        && (machine.subject.flags() & LoadFlags.BPF_F_XDP_DEV_BOUND_ONLY) == 0) {
      throw new Refusal(Rule.KFUNC, name + " is for device-bound programs only");
    }
    return KernelFunction.of(view, kfunc).orElseThrow();
  }

  private boolean isSession() {
    int place = machine.subject.attachType();
    return place == AttachType.TRACE_KPROBE_SESSION.value()
        || place == AttachType.TRACE_UPROBE_SESSION.value();
  }

  /** Newer kernels mark in their types what programs may call at all. */
  private static RuntimeException unlisted(KernelView view, int id) {
    String name = view.types().name(id);
    return view.marksKfuncs() && !view.isKfunc(id)
        ? new Refusal(Rule.KFUNC, name + " is a kernel function that programs may not call")
        : new Unknown(name + ": which programs may call it is not known");
  }

  private static Unknown unsure(KfuncFacts kfunc) {
    return new Unknown("whether programs of this type may call " + kfunc.name());
  }

  private RuntimeException notAllowed(KfuncFacts kfunc) {
    return switch (machine.subject.type()) {
      case LSM, EXT -> unsure(kfunc);
      default -> new Refusal(Rule.KFUNC, "programs of this type may not call " + kfunc.name());
    };
  }

  private void checkSections(KfuncFacts kfunc) {
    Held held = machine.state().held();
    if (kfunc.has(KfuncFlag.SLEEP)) {
      if (!machine.maySleep() || held.isUndisturbed()) {
        throw new Refusal(
            Rule.SLEEPING, kfunc.name() + " may sleep, which this program must not, or not here");
      }
    }
    if (held.isLocked() && !isForLocks(kfunc.name())) {
      throw new Refusal(Rule.LOCK_HELD, "call of " + kfunc.name() + " under a spin lock");
    }
    if (kfunc.has(KfuncFlag.RCU_PROTECTED) && !machine.isReading()) {
      throw new Refusal(
          Rule.CRITICAL_SECTION, kfunc.name() + " is called outside an RCU read-side section");
    }
  }

  private static boolean isForLocks(String name) {
    return name.startsWith("bpf_list_")
        || name.startsWith("bpf_rbtree_")
        || name.startsWith("bpf_iter_num_")
        || name.startsWith("bpf_refcount_")
        || name.startsWith("bpf_res_spin_");
  }

  /**
   * Calls the function at {@code slot}.
   *
   * @return what is known where an iterator has another element, or a function starts that the
   *     kernel calls meanwhile, to be followed as another way; empty if there is one way only
   */
  public Optional<Other> call(int slot) {
    KernelFunction function = function(slot);
    checkSections(function.kfunc());
    KernelCall call = new KernelCall(function);
    Optional<Value> particular = particularCalls.call(call.name(), slot);
    if (particular.isPresent()) {
      finish(particular.get());
      return particularCalls.other(slot);
    }
    arguments.check(call);
    call.settle();
    if (call.released() != 0) {
      machine.release(call.released());
    }
    sections.follow(call.name());
    Value result = results.of(call);
    if (function.kfunc().has(KfuncFlag.ITER_NEXT)) {
      return next(call, (Pointer) result);
    }
    finish(result);
    return call.later().map(state -> new Other(state, state.top().function(), false));
  }

  private Optional<Other> finish(Value result) {
    for (int i = 1; i <= 5; i++) {
      machine.set(i, Value.UNWRITTEN);
    }
    machine.set(0, result);
    return Optional.empty();
  }

  /** An iterator is at its end, or has an element. */
  private Optional<Other> next(KernelCall call, Pointer element) {
    Kept iterator = call.kept().orElseThrow();
    finish(element.present());
    State going = machine.state().copy();
    iterators.going(iterator, false);
    machine.set(0, Num.constant(0));
    return Optional.of(new Other(going, machine.slot() + 1, true));
  }
}
