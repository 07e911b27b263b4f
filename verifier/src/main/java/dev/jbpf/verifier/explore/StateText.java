package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.StackSlot;
import dev.jbpf.verifier.state.State;
import java.util.StringJoiner;

/** A state in words. */
final class StateText {
  private StateText() {}

  static String of(State state) {
    StringJoiner text = new StringJoiner(", ");
    Frame frame = state.top();
    for (int i = 0; i < Frame.REGISTERS - 1; i++) {
      if (frame.get(i).isWritten()) {
        text.add("r" + i + " = " + frame.get(i));
      }
    }
    for (int i = 0; i < frame.depth(); i++) {
      if (!frame.slot(i).isAll(StackSlot.NOTHING)) {
        text.add("fp" + -(i + 1) * StackSlot.BYTES + " = " + frame.slot(i));
      }
    }
    return text.toString();
  }
}
