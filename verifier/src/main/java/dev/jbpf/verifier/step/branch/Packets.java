package dev.jbpf.verifier.step.branch;

import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import java.util.Optional;

/** Comparisons with the packet's end, and with its beginning where there is metadata before it. */
public final class Packets {
  private static final int MAX_OFFSET = 0xffff;

  private final Machine machine;

  public Packets(Machine machine) {
    this.machine = machine;
  }

  /** {@return how a comparison goes whose outcome an earlier one told} */
  static Optional<Boolean> decide(Operation condition, Pointer a, Pointer b) {
    if (b.kind() == PointerKind.PACKET_END && a.kind() == PointerKind.PACKET) {
      return decide(condition, a);
    }
    if (a.kind() == PointerKind.PACKET_END && b.kind() == PointerKind.PACKET) {
      return decide(condition.exchanged(), b);
    }
    return Optional.empty();
  }

  private static Optional<Boolean> decide(Operation condition, Pointer packet) {
    if (packet.range() >= 0) {
      return Optional.empty();
    }
    boolean isBeyond = packet.range() == Pointer.BEYOND_END;
    return switch (condition) {
      case LE -> isBeyond ? Optional.of(false) : Optional.empty();
      case GT -> isBeyond ? Optional.of(true) : Optional.empty();
      case LT -> Optional.of(false);
      case GE -> Optional.of(true);
      default -> Optional.empty();
    };
  }

  /** Notes what is known where the comparison holds, or does not. */
  void follow(Operation condition, State state, boolean isTaken, Value left, Value right) {
    if (!(left instanceof Pointer a) || !(right instanceof Pointer b)) {
      return;
    }
    if (isLimited(a, b)) {
      note(condition, state, isTaken, a);
    } else if (isLimited(b, a)) {
      note(condition.exchanged(), state, isTaken, b);
    }
  }

  /** {@return whether {@code end} is where that which {@code start} points into ends} */
  private static boolean isLimited(Pointer start, Pointer end) {
    return start.kind() == PointerKind.PACKET && end.kind() == PointerKind.PACKET_END
        || start.kind() == PointerKind.PACKET_META && isBeginning(end);
  }

  private static boolean isBeginning(Pointer pointer) {
    return pointer.kind() == PointerKind.PACKET
        && pointer.off() == 0
        && pointer.var().is(0)
        && pointer.id() == 0;
  }

  private void note(Operation condition, State state, boolean isTaken, Pointer start) {
    Operation holds = isTaken ? condition : condition.opposite();
    switch (holds) {
      case LE -> reach(state, start, false);
      case LT -> reach(state, start, true);
      case GE -> end(state, start, Pointer.AT_END);
      case GT -> end(state, start, Pointer.BEYOND_END);
      default -> {}
    }
  }

  /**
   * The packet reaches as far as {@code start} points, and one byte more if it is {@code below}.
   */
  private static void reach(State state, Pointer start, boolean isBelow) {
    if (start.off() < 0 || start.off() == 0 && isBelow) {
      return;
    }
    if (start.off() + start.var().umax() > MAX_OFFSET
        || Long.compareUnsigned(start.var().umax(), MAX_OFFSET) > 0) {
      return;
    }
    int range = (int) start.off() + (isBelow ? 1 : 0);
    state.replace(
        value ->
            value instanceof Pointer other
                    && other.kind() == start.kind()
                    && other.id() == start.id()
                    && other.range() < range
                ? other.edit().range(range).done()
                : value);
  }

  private static void end(State state, Pointer start, int range) {
    if (start.kind() == PointerKind.PACKET) {
      state.replace(value -> value == start ? start.edit().range(range).done() : value);
    }
  }

  /** The packet moved: addresses into it are numbers now. */
  public void invalidate() {
    invalidate(machine.state());
  }

  /** As {@link #invalidate()}, in another state. */
  public static void invalidate(State state) {
    state.replace(value -> isInPacket(value) ? Num.lost() : value);
  }

  private static boolean isInPacket(Value value) {
    return value instanceof Pointer pointer
        && (pointer.kind().isPacket() || pointer.isSliceOf(Pointer.PACKET_SLICE));
  }
}
