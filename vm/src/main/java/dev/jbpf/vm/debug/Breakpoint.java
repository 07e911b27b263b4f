package dev.jbpf.vm.debug;

import dev.jbpf.vm.Stepper;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A place where a run stops.
 *
 * @param number by which it is called
 * @param place what was asked for
 * @param slots the instructions in front of which it stops
 * @param condition what must hold there, if anything must
 * @param filter asked last; it may count, and what it is asked it is asked once, in order, but for
 *     what has run before
 */
public record Breakpoint(
    int number,
    String place,
    BitSet slots,
    Optional<Comparison> condition,
    Predicate<Stepper> filter) {
  /** Keeps a copy. */
  public Breakpoint {
    slots = (BitSet) slots.clone();
  }

  boolean stops(Stepper run) {
    return slots.get(run.slot().number())
        && condition.map(comparison -> comparison.holds(run)).orElse(true)
        && filter.test(run);
  }
}
