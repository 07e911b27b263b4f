package dev.jbpf.testkit.text;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.coverage.ProgramCoverage;
import dev.jbpf.vm.fault.VmFault;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where two runs of a program went different ways, by how often each instruction ran. */
public final class Divergence {
  private static final int LIMIT = 1_000_000;

  private final ProgramCoverage one;
  private final ProgramCoverage other;

  private Divergence(ProgramCoverage one, ProgramCoverage other) {
    this.one = one;
    this.other = other;
  }

  /** {@return the slots of a run from where {@code stepper} is, each where it comes first} */
  public static Set<Integer> order(Stepper stepper) {
    Set<Integer> order = new LinkedHashSet<>();
    try {
      for (int i = 0; i < LIMIT && !stepper.isDone(); i++) {
        order.add(stepper.slot().number());
        stepper.step();
      }
    } catch (VmFault fault) {
      return order;
    }
    return order;
  }

  /**
   * {@return the first branch, in the order in which a run comes to them, that went another way, or
   * the first instruction that did not run as often where there is no such branch; empty if there
   * is no difference}
   *
   * @param order the slots of such a run; others are taken to come behind
   */
  public static Optional<String> text(
      String first, ProgramCoverage one, String second, ProgramCoverage other, Set<Integer> order) {
    Program program = one.program();
    Divergence divergence = new Divergence(one, other);
    return divergence
        .first(order)
        .map(
            slot -> {
              ProgramText text = new ProgramText(program);
              return String.format(
                  "they part at %s, %s: on %s it ran %d times and jumped %d times, on %s %d and %d",
                  text.place(slot.number()),
                  text.at(slot.number()),
                  first,
                  one.executed(slot),
                  one.taken(slot),
                  second,
                  other.executed(slot),
                  other.taken(slot));
            });
  }

  private Optional<Slot> first(Set<Integer> order) {
    Stream<Integer> all = IntStream.range(0, one.program().size()).boxed();
    Set<Slot> slots = new LinkedHashSet<>();
    Stream.concat(order.stream(), all).forEach(number -> slots.add(new Slot(number)));
    Optional<Slot> branch = slots.stream().filter(this::isOtherWay).findFirst();
    return branch.or(() -> slots.stream().filter(this::isDifferent).findFirst());
  }

  /** One that has two ways, as the runs of it show. */
  private boolean isOtherWay(Slot slot) {
    return isDifferent(slot)
        && one.program().opAt(slot.number()).filter(op -> op.isCondition()).isPresent();
  }

  private boolean isDifferent(Slot slot) {
    return one.executed(slot) != other.executed(slot) || one.taken(slot) != other.taken(slot);
  }
}
