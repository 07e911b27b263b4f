package dev.jbpf.verifier.step.machine;

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
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the steps share: what holds for the program everywhere, and the state that is being
 * followed, with the instruction at hand.
 */
public final class Machine extends MachineFacts {
  /** The frame pointer. */
  public static final int FP = 10;

  public final Code code;
  public final @Nullable MapShape[] maps;
  public final StackDepths depths;
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
    super(model, types, rules, subject);
    this.code = code;
    this.state = state;
    this.maps = new MapShape[code.size()];
    this.depths = new StackDepths(code.size());
    this.accessed = new PointerKind[code.size()];
    subject.maps().forEach((at, map) -> maps[at] = map);
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
      throw new Refusal(Rule.INVALID_REGISTER, name(number), name(number) + " is not a register");
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
          number == FP ? "r10 is read-only" : name(number) + " is not a register");
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
