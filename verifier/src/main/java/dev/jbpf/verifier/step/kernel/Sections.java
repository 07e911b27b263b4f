package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Held;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.memory.KeptSlots;
import dev.jbpf.verifier.types.Trust;
import java.util.Arrays;

/** Sections of RCU, without preemption and without interrupts: what opens and closes them. */
final class Sections {
  private final Machine machine;

  Sections(Machine machine) {
    this.machine = machine;
  }

  /** Opens or closes the section that {@code name} is about; does nothing for other functions. */
  void follow(String name) {
    Held held = machine.state().held();
    switch (name) {
      case "bpf_rcu_read_lock" -> read(held);
      case "bpf_rcu_read_unlock" -> stopReading(held);
      case "bpf_preempt_disable" -> machine.state().hold(held.undisturbed(held.preemptions() + 1));
      case "bpf_preempt_enable" -> {
        if (held.preemptions() == 0) {
          throw unmatched("bpf_preempt_enable");
        }
        machine.state().hold(held.undisturbed(held.preemptions() - 1));
      }
      default -> {}
    }
  }

  private static Refusal unmatched(String name) {
    return new Refusal(
        Rule.CRITICAL_SECTION, name + " closes a section that is not open on this path");
  }

  private void read(Held held) {
    if (held.readers() > 0) {
      throw new Refusal(Rule.CRITICAL_SECTION, "nested RCU read-side sections");
    }
    machine.state().hold(held.reading(1));
  }

  /** What is there as long as the section may be gone behind it. */
  private void stopReading(Held held) {
    if (held.readers() == 0) {
      throw unmatched("bpf_rcu_read_unlock");
    }
    machine.state().hold(held.reading(0));
    KeptSlots.outliveReaders(machine);
    machine
        .state()
        .replace(
            value ->
                value instanceof Pointer pointer && pointer.trust() == Trust.RCU
                    ? left(pointer)
                    : value);
  }

  /** {@return what an address of such an object is behind the section} */
  private static Value left(Pointer pointer) {
    return pointer.kind() == PointerKind.ALLOCATED
        ? Num.lost()
        : pointer.edit().trust(Trust.UNTRUSTED).nullable(0).done();
  }

  /** Notes that interrupts were masked, and gives what is kept of them, by whom they were. */
  Kept mask(String type) {
    Held held = machine.state().held();
    int id = machine.newId();
    int[] more = Arrays.copyOf(held.interrupts(), held.interrupts().length + 1);
    more[more.length - 1] = id;
    machine.state().hold(held.masking(more));
    return new Kept(Kept.Kind.INTERRUPTS, type, 0, id, 0, false, false, false);
  }

  /** Notes that they are as they were; the last that were masked come first. */
  void unmask(Kept kept, int number) {
    Held held = machine.state().held();
    int[] saved = held.interrupts();
    if (saved.length == 0 || saved[saved.length - 1] != kept.id()) {
      throw Machine.refusal(
          Rule.CRITICAL_SECTION, number, "interrupt flags are restored out of order");
    }
    machine.state().hold(held.masking(Arrays.copyOf(saved, saved.length - 1)));
  }
}
