package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.StackSlot;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;

/** Lets numbers that change from round to round be any, so that rounds come to an end. */
final class RoundWidening {
  private RoundWidening() {}

  static void widen(State old, State now) {
    for (int i = 0; i < now.count(); i++) {
      widen(old.frame(i), now.frame(i));
    }
  }

  private static void widen(Frame old, Frame now) {
    for (int i = 0; i < Frame.REGISTERS; i++) {
      if (changes(old.get(i), now.get(i))) {
        now.set(i, Num.unknown());
      }
    }
    for (int i = 0; i < now.depth(); i++) {
      StackSlot slot = now.slot(i);
      if (slot.isSpill() && changes(old.slot(i).value(), slot.value())) {
        now.setSlot(i, slot.with(Num.unknown()));
      }
    }
  }

  private static boolean changes(Value old, Value now) {
    return old instanceof Num a
        && now instanceof Num b
        && !a.isDemanded()
        && !b.isDemanded()
        && !a.scalar().equals(b.scalar());
  }
}
