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
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.subject.FunctionType;
import dev.jbpf.verifier.subject.FunctionTypes;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.types.AttachTarget;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.OperationName;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the steps share: the program and what holds for it, and the state that is being followed,
 * with the instruction at hand.
 */
public final class Machine {
  /** The frame pointer. */
  public static final int FP = 10;

  private static final KernelVersion UNWRITTEN_STACK_READABLE = new KernelVersion(6, 1);

  public final KernelModel model;
  public final ProgramRules rules;
  public final Subject subject;
  private final KernelBtf types;
  private @Nullable AttachTarget target;
  private @Nullable OwnTypes own;
  private @Nullable OptionalInt exceptionCallback;
  public final Code code;
  public final @Nullable MapShape[] maps;
  public final StackDepths depths;
  private final boolean readsUnwrittenStack;
  private final PointerKind[] accessed;
  private Optional<String> guess = Optional.empty();
  private int lastId;
  private State state;
  private StackReads reads = (frame, slot) -> {};
  private int slot;

  /** Is told which slots of which frame's stack a path depends on. */
  @FunctionalInterface
  public interface StackReads {
    /** The path depends on that slot. */
    void read(int frame, int slot);
  }

  /** A machine for {@code subject}, in {@code state} before its first instruction. */
  public Machine(
      KernelModel model,
      KernelBtf types,
      ProgramRules rules,
      Subject subject,
      Code code,
      State state) {
    this.types = types;
    this.model = model;
    this.rules = rules;
    this.subject = subject;
    this.code = code;
    this.state = state;
    this.maps = new MapShape[code.size()];
    this.depths = new StackDepths(code.size());
    this.accessed = new PointerKind[code.size()];
    subject.maps().forEach((at, map) -> maps[at] = map);
    this.readsUnwrittenStack = model.version().compareTo(UNWRITTEN_STACK_READABLE) >= 0;
  }

  /** Goes on with another path: at {@code newSlot}, with what is known there. */
  public void enter(State newState, int newSlot) {
    state = newState;
    slot = newSlot;
  }

  /** Says who is to know what of the stack a path depends on. */
  public void report(StackReads newReads) {
    reads = newReads;
  }

  /** {@return what is known before, or after, the instruction at hand} */
  public State state() {
    return state;
  }

  /** {@return the slot of the instruction at hand} */
  public int slot() {
    return slot;
  }

  /** Goes to another instruction. */
  public void go(int newSlot) {
    slot = newSlot;
  }

  /** {@return the code} */
  public Code code() {
    return code;
  }

  /** {@return how much stack each function uses} */
  public StackDepths depths() {
    return depths;
  }

  /** Notes that a number may be any here, which a kernel knows: what is refused is not sure. */
  public void guess(String reason) {
    guess = Optional.of(reason);
  }

  /** {@return what was guessed, so that a refusal is not sure} */
  public Optional<String> guess() {
    return guess;
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

  /** {@return whether what is followed may sleep: the program, or a function on a work queue} */
  public boolean maySleep() {
    return subject.maySleep()
        || state.frame(0).role() == Frame.Role.WORK
        || state.frame(0).role() == Frame.Role.TASK;
  }

  /** {@return whether objects of RCU stay where they are: always where programs do not sleep} */
  public boolean isReading() {
    return !maySleep() || state.held().readers() > 0 || state.held().isLocked();
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

  /** {@return whether the helper of that number may move the packet} */
  public boolean movesPacket(int helper) {
    return model.helper(subject.type(), helper).filter(this::movesPacket).isPresent();
  }

  /** {@return the same} The programs that tail calls go to may do anything with it. */
  public boolean movesPacket(HelperPrototype helper) {
    return helper.has(Effect.MOVES_PACKET) || helper.helper() == Helper.TAIL_CALL && since(6, 13);
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

  /** {@return an identity that nothing has yet} */
  public int newId() {
    return ++lastId;
  }

  public void stackRead(int frame, int index) {
    reads.read(frame, index);
  }

  /** {@return what register {@code number} holds, which must have been written} */
  public Value read(int number) {
    if (number > FP) {
      throw new Refusal(Rule.INVALID_REGISTER, name(number), name(number) + " is no register");
    }
    Value value = state.get(number);
    if (!value.isWritten()) {
      throw new Refusal(
          Rule.UNWRITTEN_REGISTER,
          name(number),
          name(number) + " is read, but was not written on this path");
    }
    return value;
  }

  /** Checks that register {@code number} may be written. */
  public void writable(int number) {
    if (number >= FP) {
      throw new Refusal(
          number == FP ? Rule.FRAME_POINTER : Rule.INVALID_REGISTER,
          name(number),
          number == FP ? "r10 is read only" : name(number) + " is no register");
    }
  }

  public void set(int number, Value value) {
    state.set(number, value);
  }

  /** {@return the number that register {@code number} holds, with an identity to link it by} */
  public Num link(int number, Num num) {
    boolean isLinked = num.id() != 0 && !num.isMoved();
    if (isLinked || num.id() == 0 && num.scalar().isConstant()) {
      return num;
    }
    Num linked = num.linked(num.scalar().isConstant() ? 0 : newId());
    state.set(number, linked);
    return linked;
  }

  /** Gives back what was acquired: its addresses lead nowhere any more. */
  public void release(int reference) {
    state.hold(state.held().release(reference));
    state.replace(
        value ->
            value instanceof Pointer pointer && pointer.reference() == reference
                ? Num.lost()
                : value);
  }

  /** Holds an instruction to one kind of memory, where the kinds need different code. */
  public void access(PointerKind kind) {
    PointerKind before = accessed[slot];
    accessed[slot] = kind;
    if (before != null && before != kind && (isParticular(before) || isParticular(kind))) {
      throw new Refusal(
          Rule.MIXED_ACCESS,
          "this instruction accesses " + before + " on one path, and " + kind + " on another");
    }
  }

  private static boolean isParticular(PointerKind kind) {
    return switch (kind) {
      case CONTEXT, SOCKET, SOCK_COMMON, TCP_SOCK, XDP_SOCK, TYPED, ALLOCATED, ARENA -> true;
      default -> false;
    };
  }

  public static String name(int register) {
    return "r" + register;
  }

  /** {@return what a helper or a load gives where nothing is known of the number but its size} */
  public static Num anyOf(int bytes) {
    return Num.of(Scalar.ofBytes(bytes));
  }

  public static Refusal refusal(Rule rule, int register, String message) {
    return new Refusal(rule, name(register), message);
  }

  /** {@return a pointer to the stack of the frame of that number} */
  public static Pointer frame(int number) {
    return Pointer.to(PointerKind.STACK).frame(number).done();
  }
}
