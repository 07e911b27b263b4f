package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.memory.KeptFields;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import java.util.Optional;

/** Work queues in maps' values: functions that run later, and may sleep. */
final class WorkQueues {
  private final Machine machine;
  private final KeptFields fields;
  private Optional<State> work = Optional.empty();

  WorkQueues(Machine machine) {
    this.machine = machine;
    this.fields = new KeptFields(machine);
  }

  Optional<Value> call(String name, int slot) {
    switch (name) {
      case "bpf_wq_init" -> init();
      case "bpf_wq_set_callback_impl" -> set(slot);
      case "bpf_wq_start" -> {
        queue();
        Demands.number(machine.read(2), 2, "a scalar");
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(Num.unknown());
  }

  /** {@return what is known where the last call's function starts, once} */
  Optional<State> work() {
    Optional<State> last = work;
    work = Optional.empty();
    return last;
  }

  /** {@return the map in whose value the work queue in r1 is} */
  private MapShape queue() {
    Pointer value = Demands.pointer(machine.read(1), 1, PointerKind.MAP_VALUE);
    return fields.find(value, 1, FieldKind.WORK_QUEUE).holder().map();
  }

  private void init() {
    MapShape keeper = queue();
    MapShape map = Demands.pointer(machine.read(2), 2, PointerKind.MAP).map();
    if (map.offsetOf(FieldKind.WORK_QUEUE).isPresent() && !map.equals(keeper)) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND, 2, "the work queue is in a value of a different map");
    }
    Demands.number(machine.read(3), 3, "a scalar");
  }

  private void set(int slot) {
    MapShape map = queue();
    Pointer function = Demands.pointer(machine.read(2), 2, PointerKind.FUNCTION);
    Demands.number(machine.read(3), 3, "a scalar");
    work = Optional.of(start(machine, map, new Frame(function.frame(), slot, Frame.Role.WORK)));
  }

  /** {@return what is known in {@code frame}, which gets the map, a key and its value} */
  static State start(Machine machine, MapShape map, Frame frame) {
    frame.set(1, Pointer.to(PointerKind.MAP).map(map).done());
    frame.set(2, Pointer.to(PointerKind.MAP_KEY).map(map).at(0, Scalar.ZERO).done());
    frame.set(3, Pointer.to(PointerKind.MAP_VALUE).map(map).id(machine.newId()).done());
    frame.set(Machine.FP, Machine.frame(0));
    return new State(frame);
  }
}
