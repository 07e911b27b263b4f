package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import java.util.Optional;

/** Functions of the kernel that look at what they are given in their own way. */
final class ParticularCalls {
  private final OwnCalls own;
  private final WorkQueues queues;
  private final Arenas arenas;

  ParticularCalls(Machine machine) {
    this.own = new OwnCalls(machine);
    this.queues = new WorkQueues(machine);
    this.arenas = new Arenas(machine);
  }

  /** {@return what the call at {@code slot} gives; empty if the function is none of these} */
  Optional<Value> call(String name, int slot) {
    return own.call(name, slot).or(() -> queues.call(name, slot)).or(() -> arenas.call(name));
  }

  /** {@return what is known where a function starts that the last call handed over} */
  Optional<State> function() {
    return own.comparison().or(queues::work);
  }
}
