package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.kernel.KernelCalls.Other;
import dev.jbpf.verifier.step.machine.Machine;
import java.util.Optional;

/** Functions of the kernel that look at what they are given in their own way. */
final class ParticularCalls {
  private final OwnCalls own;
  private final WorkQueues queues;
  private final Arenas arenas;
  private final ResilientLocks locks;
  private final Casts casts;

  ParticularCalls(Machine machine, StackPlaces places, Sections sections) {
    this.own = new OwnCalls(machine);
    this.queues = new WorkQueues(machine);
    this.arenas = new Arenas(machine);
    this.locks = new ResilientLocks(machine, places, sections);
    this.casts = new Casts(machine);
  }

  /** {@return what the call at {@code slot} gives; empty if the function is none of these} */
  Optional<Value> call(String name, int slot) {
    return own.call(name, slot)
        .or(() -> queues.call(name, slot))
        .or(() -> arenas.call(name))
        .or(() -> locks.call(name))
        .or(() -> casts.call(name));
  }

  /**
   * {@return the other way that the path goes on after the last call, at {@code slot}: where a
   * function starts that it handed over, or where it got no lock}
   */
  Optional<Other> other(int slot) {
    return own.comparison()
        .or(queues::work)
        .map(state -> new Other(state, state.top().function(), false))
        .or(() -> locks.failure().map(state -> new Other(state, slot + 1, false)));
  }
}
