package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Held;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.StackSlot;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** A state in words. */
final class StateText {
  private StateText() {}

  /** {@return what the running function has, by where it is; then what the program holds} */
  static Map<String, String> of(State state) {
    Map<String, String> text = new LinkedHashMap<>();
    Frame frame = state.top();
    for (int i = 0; i < Frame.REGISTERS - 1; i++) {
      if (frame.get(i).isWritten()) {
        text.put("r" + i, words(frame.get(i)));
      }
    }
    for (int i = 0; i < frame.depth(); i++) {
      if (!frame.slot(i).isAll(StackSlot.NOTHING)) {
        text.put("fp" + -(i + 1) * StackSlot.BYTES, frame.slot(i).toString());
      }
    }
    hold(state.held(), text);
    return text;
  }

  private static String words(Value value) {
    boolean isChecked =
        value instanceof Pointer pointer
            && (pointer.is(PointerKind.PACKET) || pointer.is(PointerKind.PACKET_META))
            && pointer.range() > 0;
    return isChecked ? value + ", checked up to +" + ((Pointer) value).range() : value.toString();
  }

  private static void hold(Held held, Map<String, String> text) {
    if (held.references().length > 0) {
      text.put("to release", String.valueOf(held.references().length));
    }
    if (held.isLocked()) {
      text.put("lock", "held");
    }
    if (held.readers() > 0) {
      text.put("RCU", "in a read-side section");
    }
    if (held.preemptions() > 0) {
      text.put("preemption", "off");
    }
    if (held.interrupts().length > 0) {
      text.put("interrupts", "off");
    }
  }
}
