package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.report.Known;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.StackSlot;
import dev.jbpf.verifier.state.State;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What listeners are told of a state. */
record KnownState(State state) implements Known {
  @Override
  public Map<String, String> contents() {
    return StateText.of(state);
  }

  @Override
  public OptionalLong constant(int number) {
    return state.get(number) instanceof Num num && num.scalar().isConstant()
        ? OptionalLong.of(num.scalar().value())
        : OptionalLong.empty();
  }

  @Override
  public boolean isWritten(int number) {
    return state.get(number).isWritten();
  }

  @Override
  public int unwritten(long from, int count) {
    Frame frame = state.top();
    int unwritten = 0;
    for (long at = from; at < from + count && at < 0; at++) {
      int below = (int) (-1 - at);
      int slot = below / StackSlot.BYTES;
      boolean isWritten =
          slot < frame.depth()
              && frame.slot(slot).kind(StackSlot.BYTES - 1 - below % StackSlot.BYTES)
                  != StackSlot.NOTHING;
      unwritten += isWritten ? 0 : 1;
    }
    return unwritten;
  }

  @Override
  public int depth() {
    return state.count() - 1;
  }

  @Override
  public Optional<Place> place(int number) {
    return state.get(number) instanceof Pointer pointer
            && pointer.isFixed()
            && !pointer.isNullable()
        ? place(pointer)
        : Optional.empty();
  }

  private Optional<Place> place(Pointer pointer) {
    long offset = pointer.off() + pointer.var().smin();
    return switch (pointer.kind()) {
      case CONTEXT -> Optional.of(new InContext(offset));
      case MAP_VALUE -> Optional.of(new InValue(pointer.map(), offset));
      case MAP -> Optional.of(new Itself(pointer.map()));
      case STACK ->
          pointer.frame() == state.count() - 1
              ? Optional.of(new OnStack(offset))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
