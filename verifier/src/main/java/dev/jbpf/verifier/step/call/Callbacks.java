package dev.jbpf.verifier.step.call;

import dev.jbpf.kernel.Helper;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.types.Trust;
import java.util.Optional;

/** Functions that helpers call: with what. */
final class Callbacks {
  private final Machine machine;

  Callbacks(Machine machine) {
    this.machine = machine;
  }

  /** {@return the frame in which the helper's callback starts; empty if it calls none back} */
  Optional<Frame> frame(Call call, int slot) {
    boolean isLater = call.helper().has(Effect.CALLS_LATER);
    if (!isLater && !call.helper().has(Effect.CALLS_BACK)) {
      return Optional.empty();
    }
    Frame caller = machine.state().top();
    if (call.helper().helper() == Helper.LOOP && hasEnded(caller)) {
      caller.calledBack(0);
      return Optional.empty();
    }
    Frame.Role role = isLater ? Frame.Role.LATER : Frame.Role.CALLBACK;
    Frame frame = new Frame(call.function(), slot, role);
    frame.set(Machine.FP, Machine.frame(isLater ? 0 : machine.state().count()));
    give(call, caller, frame);
    caller.round(caller.round() + 1);
    caller.calledBack(0);
    return Optional.of(frame);
  }

  /** The number of rounds is looked at: it has an effect on how often the callback is followed. */
  private static boolean hasEnded(Frame caller) {
    if (!(caller.get(1) instanceof Num rounds)) {
      return false;
    }
    rounds.demand();
    return Long.compareUnsigned(caller.calledBack(), rounds.scalar().umax()) >= 0;
  }

  private void give(Call call, Frame caller, Frame frame) {
    switch (call.helper().helper()) {
      case LOOP -> {
        frame.set(1, Num.unknown());
        frame.set(2, caller.get(3));
      }
      case FOR_EACH_MAP_ELEM -> {
        element(frame, call.map().orElseThrow(() -> new Unknown("a callback over no map")));
        frame.set(4, caller.get(3));
      }
      case FIND_VMA -> {
        frame.set(1, Pointer.to(PointerKind.TYPED).type("task_struct").trust(Trust.PLAIN).done());
        frame.set(
            2, Pointer.to(PointerKind.TYPED).type("vm_area_struct").trust(Trust.PLAIN).done());
        frame.set(3, caller.get(4));
      }
      case USER_RINGBUF_DRAIN -> {
        frame.set(1, Pointer.to(PointerKind.DYNPTR).type("local").done());
        frame.set(2, caller.get(3));
      }
      case TIMER_SET_CALLBACK -> {
        Value timer = caller.get(1);
        element(frame, timer instanceof Pointer pointer ? pointer.map() : noMap());
      }
      default -> throw new Unknown("a callback of " + HelperCalls.name(call.helper()));
    }
  }

  private static MapShape noMap() {
    throw new Unknown("a timer of no map");
  }

  private void element(Frame frame, MapShape map) {
    int id = machine.newId();
    frame.set(1, Pointer.to(PointerKind.MAP).map(map).done());
    frame.set(2, Pointer.to(PointerKind.MAP_KEY).map(map).at(0, Scalar.ZERO).done());
    frame.set(
        3, Pointer.to(PointerKind.MAP_VALUE).map(map).id(map.fields().isEmpty() ? 0 : id).done());
  }
}
