package dev.jbpf.cli.debug;

import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.Breakpoint;
import dev.jbpf.vm.debug.Debugger;
import dev.jbpf.vm.debug.NamedValue;
import dev.jbpf.vm.debug.Stop;
import dev.jbpf.vm.debug.Watch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** The breakpoints and watches of a shell, and what was asked of each. */
final class BreakPlaces {
  private final Debugger debugger;
  private final Listing listing;
  private final Values values;
  private final BreakConditions conditions;

  /** The conditions of breakpoints, by their numbers. */
  private final Map<Integer, String> asked = new HashMap<>();

  /** The numbers of breakpoints that are to stop a run once. */
  private final Set<Integer> temporary = new HashSet<>();

  BreakPlaces(Debugger debugger, Listing listing, Values values, Named named) {
    this.debugger = debugger;
    this.listing = listing;
    this.values = values;
    this.conditions = new BreakConditions(named);
  }

  /** Makes one: a place, and what must hold there. */
  String add(String rest) {
    String[] parts = rest.split("\\s+if\\s+", 2);
    Optional<Predicate<Stepper>> condition =
        parts.length > 1 ? Optional.of(conditions.of(parts[1])) : Optional.empty();
    Breakpoint made = debugger.breakAt(parts[0], Optional.empty());
    condition.ifPresent(holds -> condition(made.number(), parts[1], holds));
    OptionalInt first = made.slots().stream().findFirst();
    String line = first.isPresent() ? listing.place(first.getAsInt()) : "";
    return "breakpoint "
        + made.number()
        + " at slot "
        + Arrays.toString(made.slots().stream().toArray()).replaceAll("[\\[\\]]", "")
        + line;
  }

  /** Makes one that is gone when it has stopped the run. */
  String addOnce(String rest) {
    String made = add(rest);
    temporary.add(debugger.breakpoints().get(debugger.breakpoints().size() - 1).number());
    return made + ", once";
  }

  private void condition(int number, String text, Predicate<Stepper> holds) {
    debugger.condition(number, holds);
    asked.put(number, text);
  }

  /** A number, and what must hold there from now on; without that, it stops always. */
  String condition(String rest) {
    String[] parts = rest.split("\\s+", 2);
    int number = (int) NamedValue.number(parts[0]);
    if (parts.length < 2) {
      debugger.condition(number, run -> true);
      asked.remove(number);
      return "breakpoint " + number + " stops always";
    }
    condition(number, parts[1], conditions.of(parts[1]));
    return "breakpoint " + number + " stops only if " + parts[1];
  }

  /** Watches a register or memory. */
  String watch(String rest) {
    return "watch " + watch(values.place(rest)).number() + ": " + rest;
  }

  private Watch watch(NamedValue place) {
    if (place instanceof NamedValue.Memory memory) {
      return debugger.watch(memory.address(debugger.run()), memory.size());
    }
    return debugger.watch(((NamedValue.Register) place).register());
  }

  /** One of that number is gone, or all are. */
  String delete(String rest) {
    if (rest.isEmpty()) {
      List.copyOf(debugger.breakpoints()).forEach(one -> debugger.delete(one.number()));
      List.copyOf(debugger.watches()).forEach(one -> debugger.delete(one.number()));
      return "deleted all";
    }
    if (!debugger.delete((int) NamedValue.number(rest))) {
      throw new IllegalArgumentException("there is no breakpoint or watch " + rest);
    }
    return "deleted " + rest;
  }

  /** The run has stopped so. */
  void told(Stop stop) {
    if (stop.reason() == Stop.Reason.BREAKPOINT && temporary.remove(stop.number())) {
      debugger.delete(stop.number());
    }
  }

  /** {@return a line for each} */
  String all() {
    StringBuilder text = new StringBuilder();
    for (Breakpoint one : debugger.breakpoints()) {
      text.append(one.number() + " breakpoint at " + one.place());
      Optional.ofNullable(asked.get(one.number()))
          .ifPresent(condition -> text.append(" if ").append(condition));
      text.append('\n');
    }
    debugger.watches().forEach(one -> text.append(one.number() + " watch\n"));
    return text.isEmpty() ? "none" : text.toString().stripTrailing();
  }
}
