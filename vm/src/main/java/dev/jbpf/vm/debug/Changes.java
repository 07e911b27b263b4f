package dev.jbpf.vm.debug;

import dev.jbpf.vm.Stepper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What somebody changed in a run, and when: a run that is run again is changed again. */
final class Changes {
  private final TreeMap<Long, List<Consumer<Stepper>>> byStep = new TreeMap<>();

  /** Notes a change after {@code steps} instructions. */
  void add(long steps, Consumer<Stepper> change) {
    byStep.computeIfAbsent(steps, none -> new ArrayList<>()).add(change);
  }

  /** Does again what was done after {@code steps} instructions. */
  void redo(long steps, Stepper run) {
    byStep.getOrDefault(steps, List.of()).forEach(change -> change.accept(run));
  }

  /**
   * Forgets those after more than {@code steps} instructions: they are in a future that is gone.
   */
  void forgetAfter(long steps) {
    byStep.tailMap(steps, false).clear();
  }

  void clear() {
    byStep.clear();
  }
}
