package dev.jbpf.verifier.step.machine;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.facts.ProgramRules;
import dev.jbpf.verifier.function.FunctionType;
import dev.jbpf.verifier.function.FunctionTypes;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.types.AttachTarget;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.OperationName;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What holds for a program wherever it is followed: its kernel, its types, what both allow. */
abstract class MachineFacts {
  /** Why nothing is known of a call of the kernel. */
  public static final String NO_FUNCTIONS =
      "kernel functions (kfuncs) are in that kernel's types (BTF), which are not given";

  private static final KernelVersion UNWRITTEN_STACK_READABLE = new KernelVersion(6, 1);

  public final KernelModel model;
  public final ProgramRules rules;
  public final Subject subject;
  private final KernelBtf types;
  private @Nullable AttachTarget target;
  private @Nullable OwnTypes own;
  private @Nullable OptionalInt exceptionCallback;
  private final boolean readsUnwrittenStack;

  MachineFacts(KernelModel model, KernelBtf types, ProgramRules rules, Subject subject) {
    this.model = model;
    this.types = types;
    this.rules = rules;
    this.subject = subject;
    this.readsUnwrittenStack = model.version().compareTo(UNWRITTEN_STACK_READABLE) >= 0;
  }

  /** {@return whether the program loads an arena, wherever that is} */
  public boolean hasArena() {
    return subject.maps().values().stream().anyMatch(map -> map.type() == MapType.ARENA);
  }

  /** {@return whether there are types of the kernel} */
  public boolean hasKernel() {
    return types.view().isPresent();
  }

  /**
   * {@return the kernel's types}
   *
   * @throws Unknown if they are not known, for that reason
   */
  public KernelView kernel(String reason) {
    return types.view().orElseThrow(() -> new Unknown(reason));
  }

  /**
   * {@return the types of the program itself}
   *
   * @throws Unknown if they are not given
   */
  public OwnTypes own() {
    OwnTypes known = own;
    if (known == null) {
      known =
          new OwnTypes(
              subject
                  .functions()
                  .flatMap(FunctionTypes::types)
                  .orElseThrow(
                      () -> new Unknown("the types of the program's objects are not given")));
      own = known;
    }
    return known;
  }

  /** {@return the kernel's types, for its functions} */
  public KernelView functions() {
    return kernel(NO_FUNCTIONS);
  }

  /** {@return the id in the kernel's types of the structure that {@code pointer} is of} */
  public int structure(KernelView view, Pointer pointer) {
    return pointer.typeId() != 0
        ? pointer.typeId()
        : view.structure(pointer.type())
            .orElseThrow(
                () -> new Unknown("the kernel's types have no structure " + pointer.type()));
  }

  /** {@return what the program is verified against} */
  public AttachTarget target() {
    AttachTarget known = target;
    if (known == null) {
      known = findTarget();
      target = known;
    }
    return known;
  }

  /** {@return the member of a table of functions that the program is for, if it is said} */
  public Optional<OperationName> operation() {
    return subject.type() == ProgramType.STRUCT_OPS
        ? subject.target().map(OperationName::of)
        : Optional.empty();
  }

  private AttachTarget findTarget() {
    KernelView view = kernel("the context's members are in the kernel's types");
    String name =
        subject
            .target()
            .orElseThrow(() -> new Unknown("what the program is verified against is not given"));
    return AttachTarget.find(view, subject.type(), subject.attachType(), name, model.version())
        .orElseThrow(() -> new Unknown("the kernel's types have no " + name));
  }

  /** {@return whether the kernel is that one or newer} */
  public boolean since(int major, int minor) {
    KernelVersion version = model.version();
    return version.major() > major || version.major() == major && version.minor() >= minor;
  }

  /** {@return how many arguments the helper of that number takes; all if it is not known} */
  public int parameters(int helper) {
    return model
        .helper(subject.type(), helper)
        .map(known -> known.arguments().size())
        .orElse(HelperSignature.MAX_ARGUMENTS);
  }

  /** {@return whether the helper of that number calls a function that it is given} */
  public boolean callsBack(int helper) {
    return has(helper, Effect.CALLS_BACK) || has(helper, Effect.CALLS_LATER);
  }

  /** {@return whether the helper of that number has that effect} */
  public boolean has(int helper, Effect effect) {
    return model.helper(subject.type(), helper).filter(known -> known.has(effect)).isPresent();
  }

  /**
   * {@return whether the packet may be another after the function that calls the helper of that
   * number} The programs that tail calls go to may do anything with it.
   */
  public boolean movesPacket(int helper) {
    return has(helper, Effect.MOVES_PACKET) || isTailCall(helper) && since(6, 13);
  }

  /**
   * {@return the same of what comes behind the call itself} A tail call that returns has changed
   * nothing; kernels know that since 6.18.
   */
  public boolean movesPacketBehind(HelperPrototype helper) {
    return helper.has(Effect.MOVES_PACKET)
        || helper.helper() == Helper.TAIL_CALL && since(6, 13) && !since(6, 18);
  }

  /** {@return whether the helper of that number is the tail call} */
  public boolean isTailCall(int helper) {
    return helper == Helper.TAIL_CALL.value();
  }

  /** {@return the type of the function at {@code slot}, if it is verified by that alone} */
  public Optional<FunctionType> global(int slot) {
    return since(5, 6)
        ? subject.functions().flatMap(types -> types.global(slot))
        : Optional.empty();
  }

  /** {@return where the function starts that catches what the program throws, if it names one} */
  public OptionalInt exceptionCallback() {
    OptionalInt known = exceptionCallback;
    if (known == null) {
      known =
          subject.functions().map(FunctionTypes::exceptionCallback).orElseGet(OptionalInt::empty);
      exceptionCallback = known;
    }
    return known;
  }

  /** {@return whether a dynptr is lost, and its slices with it, when it is written over} */
  public boolean losesDynptrs() {
    return since(6, 3);
  }

  /** {@return whether functions that nothing calls are verified as well} */
  public boolean followsUncalled() {
    return !since(6, 8);
  }

  /** {@return whether each function of such a program has a stack of its own} */
  public boolean hasOwnStacks() {
    return since(6, 13)
        && switch (subject.type()) {
          case KPROBE, TRACEPOINT, PERF_EVENT, RAW_TRACEPOINT, TRACING, LSM, STRUCT_OPS -> true;
          default -> false;
        };
  }

  /** {@return whether bytes of the stack may be read that were not written} */
  public boolean readsUnwrittenStack() {
    return readsUnwrittenStack;
  }
}
