package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.report.Known;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.State;
import java.util.Optional;

/** What listeners are told of a state. */
record KnownState(State state) implements Known {
  @Override
  public String get() {
    return StateText.of(state);
  }

  @Override
  public Optional<Place> place(int number) {
    return state.get(number) instanceof Pointer pointer && pointer.isFixed()
        ? place(pointer)
        : Optional.empty();
  }

  private static Optional<Place> place(Pointer pointer) {
    long offset = pointer.off() + pointer.var().smin();
    if (pointer.is(PointerKind.CONTEXT)) {
      return Optional.of(new InContext(offset));
    }
    return pointer.is(PointerKind.MAP_VALUE)
        ? Optional.of(new InValue(pointer.map(), offset))
        : Optional.empty();
  }
}
