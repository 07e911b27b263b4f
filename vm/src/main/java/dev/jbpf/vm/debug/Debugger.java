package dev.jbpf.vm.debug;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.Stepper;
import dev.jbpf.vm.debug.Stop.Reason;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A run that stops where it is told to, goes on by instructions or lines, and back: then it is run
 * again from its start, one instruction less far. So a run has to do the same each time; whoever
 * starts it gives it new maps and a clock of its own. For one thread.
 */
public final class Debugger {
  private final Program program;
  private final Supplier<Stepper> start;
  private final Places places;
  private final List<Breakpoint> breakpoints = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private Stepper run;
  private long steps;
  private int numbers;
  private Optional<VmFault> fault = Optional.empty();

  /**
   * Before the first instruction of {@code program}.
   *
   * @param start starts a run of it, the same each time
   */
  public Debugger(Program program, Supplier<Stepper> start) {
    this.program = program;
    this.start = start;
    this.places = new Places(program);
    this.run = start.get();
  }

  /** {@return the program} */
  public Program program() {
    return program;
  }

  /** {@return the run, to be asked for its slot, registers and memory} */
  public Stepper run() {
    return run;
  }

  /** {@return how many instructions have run} */
  public long steps() {
    return steps;
  }

  /** {@return whether nothing is left to run} */
  public boolean isOver() {
    return fault.isPresent() || run.isDone();
  }

  /** Goes back to before the first instruction. */
  public Stop restart() {
    run = start.get();
    steps = 0;
    fault = Optional.empty();
    return Stop.of(Reason.START);
  }

  /**
   * {@return a new breakpoint}
   *
   * @param place a label, {@code *SLOT}, a line, or {@code FILE:LINE}
   * @param condition what must hold there, if anything must
   * @throws IllegalArgumentException if there is no instruction at that place
   */
  public Breakpoint breakAt(String place, Optional<Comparison> condition) {
    BitSet slots = places.find(place);
    breakpoints.add(new Breakpoint(++numbers, place, slots, condition));
    return breakpoints.get(breakpoints.size() - 1);
  }

  /** {@return a new watch on a register} */
  public Watch watch(Reg register) {
    return watch(new Watch(++numbers, Optional.of(register), 0, Long.BYTES));
  }

  /**
   * {@return a new watch on memory}
   *
   * @param size in bytes: 1, 2, 4 or 8
   */
  public Watch watch(long address, int size) {
    return watch(new Watch(++numbers, Optional.empty(), address, size));
  }

  private Watch watch(Watch watch) {
    watches.add(watch);
    return watch;
  }

  /** {@return whether there was a breakpoint or a watch of that number, which is gone now} */
  public boolean delete(int number) {
    return breakpoints.removeIf(one -> one.number() == number)
        | watches.removeIf(one -> one.number() == number);
  }

  /** {@return the breakpoints, in order} */
  public List<Breakpoint> breakpoints() {
    return Collections.unmodifiableList(breakpoints);
  }

  /** {@return the watches, in order} */
  public List<Watch> watches() {
    return Collections.unmodifiableList(watches);
  }

  /** Runs one instruction; a helper and what it calls are one. */
  public Stop stepInstruction() {
    return until(() -> true);
  }

  /** Runs until another line, or another function, is come to. */
  public Stop step() {
    Optional<Places.Line> line = line();
    int depth = run.depth();
    return until(() -> run.depth() != depth || line.isEmpty() || !line.equals(line()));
  }

  /** The same, over the functions that are called. */
  public Stop next() {
    Optional<Places.Line> line = line();
    int depth = run.depth();
    return until(
        () ->
            run.depth() < depth
                || run.depth() == depth && (line.isEmpty() || !line.equals(line())));
  }

  /** Runs until the present function has returned. */
  public Stop finish() {
    int depth = run.depth();
    return until(() -> run.depth() < depth);
  }

  /** Runs to a breakpoint, a change of what is watched, or the end. */
  public Stop resume() {
    return until(() -> false);
  }

  private Optional<Places.Line> line() {
    return isOver() ? Optional.empty() : places.line(run.slot().number());
  }

  private Stop until(BooleanSupplier isDone) {
    while (!isOver()) {
      Map<Watch, Optional<Long>> before = values();
      try {
        steps++;
        run.step();
      } catch (VmFault e) {
        fault = Optional.of(e);
        return new Stop(Reason.FAULT, 0, fault);
      }
      Optional<Stop> stop = stop(before);
      if (stop.isPresent()) {
        return stop.get();
      }
      if (isDone.getAsBoolean()) {
        return Stop.of(Reason.STEP);
      }
    }
    return fault.isPresent() ? new Stop(Reason.FAULT, 0, fault) : Stop.of(Reason.EXIT);
  }

  private Map<Watch, Optional<Long>> values() {
    Map<Watch, Optional<Long>> values = new LinkedHashMap<>();
    watches.forEach(watch -> values.put(watch, watch.value(run)));
    return values;
  }

  private Optional<Stop> stop(Map<Watch, Optional<Long>> before) {
    for (Map.Entry<Watch, Optional<Long>> watch : before.entrySet()) {
      if (!watch.getKey().value(run).equals(watch.getValue())) {
        return Optional.of(Stop.at(Reason.WATCH, watch.getKey().number()));
      }
    }
    if (run.isDone()) {
      return Optional.of(Stop.of(Reason.EXIT));
    }
    return breakpoints.stream()
        .filter(breakpoint -> breakpoint.stops(run))
        .findFirst()
        .map(breakpoint -> Stop.at(Reason.BREAKPOINT, breakpoint.number()));
  }

  /** Goes back by one instruction: to the state before the last one ran. */
  public Stop stepBack() {
    long target = Math.max(steps - 1, 0);
    restart();
    while (steps < target) {
      steps++;
      run.step();
    }
    return Stop.of(steps == 0 ? Reason.START : Reason.STEP);
  }
}
