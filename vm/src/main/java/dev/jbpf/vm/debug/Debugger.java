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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A run that stops where it is told to, goes on by instructions or lines, and back: then it is run
 * again from its start, less far, with what was changed in it meanwhile. So a run has to do the
 * same each time; whoever starts it gives it new maps and a clock of its own. What helpers call
 * (loops, timers) is a part of their step. For one thread.
 */
public final class Debugger {
  /** How many instructions run between two questions whether to stop. */
  private static final int IDLE = 4_096;

  private final Program program;
  private final Supplier<Stepper> start;
  private final CodePlaces places;
  private final List<Breakpoint> breakpoints = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private final Changes changes = new Changes();
  private Stepper run;
  private long steps;
  private int numbers;
  private Optional<VmFault> fault = Optional.empty();
  private BooleanSupplier isPaused = () -> false;

  /**
   * Before the first instruction of {@code program}.
   *
   * @param start starts a run of it, the same each time
   */
  public Debugger(Program program, Supplier<Stepper> start) {
    this.program = program;
    this.start = start;
    this.places = new CodePlaces(program);
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

  /** {@return what ended the run, if it was a fault} */
  public Optional<VmFault> fault() {
    return fault;
  }

  /** {@return where lines and labels are} */
  public CodePlaces places() {
    return places;
  }

  /**
   * Asks {@code question} now and then while the program runs: it stops when that is true. What it
   * asks may change breakpoints and watches.
   */
  public void pauseWhen(BooleanSupplier question) {
    isPaused = question;
  }

  /** Goes back to before the first instruction, and forgets what was changed. */
  public Stop restart() {
    changes.clear();
    begin();
    return Stop.of(Reason.START);
  }

  private void begin() {
    run = start.get();
    steps = 0;
    fault = Optional.empty();
    changes.redo(0, run);
  }

  /** Changes the present function's register, or memory; going back beyond this undoes it. */
  public void change(Consumer<Stepper> change) {
    change.accept(run);
    changes.add(steps, change);
  }

  /**
   * {@return a new breakpoint}
   *
   * @param place a label, {@code *SLOT}, a line, or {@code FILE:LINE}
   * @param condition what must hold there, if anything must
   * @throws IllegalArgumentException if there is no instruction at that place
   */
  public Breakpoint breakAt(String place, Optional<Comparison> condition) {
    return breakAt(place, places.find(place), condition, run -> true);
  }

  /** {@return a new breakpoint in front of {@code slots}, under that name} */
  public Breakpoint breakAt(
      String place, BitSet slots, Optional<Comparison> condition, Predicate<Stepper> filter) {
    breakpoints.add(new Breakpoint(++numbers, place, slots, condition, filter));
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

  /**
   * The breakpoint of that number stops where {@code filter} holds, whatever was asked before.
   *
   * @throws IllegalArgumentException if there is none
   */
  public void condition(int number, Predicate<Stepper> filter) {
    Breakpoint old =
        breakpoints.stream()
            .filter(one -> one.number() == number)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no breakpoint " + number));
    breakpoints.set(
        breakpoints.indexOf(old),
        new Breakpoint(number, old.place(), old.slots(), Optional.empty(), filter));
  }

  /** {@return the breakpoints, in order} */
  public List<Breakpoint> breakpoints() {
    return Collections.unmodifiableList(breakpoints);
  }

  /** {@return the watches, in order} */
  public List<Watch> watches() {
    return Collections.unmodifiableList(watches);
  }

  /** Runs from the start to the first stop: a breakpoint in front of all is one. */
  public Stop start() {
    restart();
    return atBreakpoint().orElseGet(this::resume);
  }

  /** Runs one instruction; a helper and what it calls are one. */
  public Stop stepInstruction() {
    return until(() -> true);
  }

  /** Runs until another line, or another function, is come to. */
  public Stop step() {
    Optional<CodePlaces.Line> line = line();
    int depth = run.depth();
    return until(() -> run.depth() != depth || line.isEmpty() || !line.equals(line()));
  }

  /** The same, over the functions that are called. */
  public Stop next() {
    Optional<CodePlaces.Line> line = line();
    int depth = run.depth();
    return until(
        () ->
            run.depth() < depth
                || run.depth() == depth && (line.isEmpty() || !line.equals(line())));
  }

  /** Runs one instruction, and what it calls. */
  public Stop nextInstruction() {
    int depth = run.depth();
    return until(() -> run.depth() <= depth);
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

  /** {@return the line that is next; empty if nothing is} */
  Optional<CodePlaces.Line> line() {
    return isOver() ? Optional.empty() : places.line(run.slot().number());
  }

  private Stop until(BooleanSupplier isDone) {
    while (!isOver()) {
      Map<Watch, Optional<Long>> before = values();
      try {
        advance();
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
      if (steps % IDLE == 0 && isPaused.getAsBoolean()) {
        return Stop.of(Reason.PAUSE);
      }
    }
    return fault.isPresent() ? new Stop(Reason.FAULT, 0, fault) : Stop.of(Reason.EXIT);
  }

  private void advance() {
    steps++;
    run.step();
    changes.redo(steps, run);
  }

  private Map<Watch, Optional<Long>> values() {
    if (watches.isEmpty()) {
      return Map.of();
    }
    Map<Watch, Optional<Long>> values = new LinkedHashMap<>();
    watches.forEach(watch -> values.put(watch, watch.value(run)));
    return values;
  }

  private Optional<Stop> stop(Map<Watch, Optional<Long>> before) {
    Optional<Stop> changed = changed(before);
    if (changed.isPresent()) {
      return changed;
    }
    return run.isDone() ? Optional.of(Stop.of(Reason.EXIT)) : atBreakpoint();
  }

  /** {@return the change of what is watched since it was {@code before}} */
  Optional<Stop> changed(Map<Watch, Optional<Long>> before) {
    for (Map.Entry<Watch, Optional<Long>> watch : before.entrySet()) {
      if (!watch.getKey().value(run).equals(watch.getValue())) {
        return Optional.of(Stop.at(Reason.WATCH, watch.getKey().number()));
      }
    }
    return Optional.empty();
  }

  /** {@return the breakpoint in front of what is next} */
  Optional<Stop> atBreakpoint() {
    for (Breakpoint breakpoint : breakpoints) {
      if (breakpoint.stops(run)) {
        return Optional.of(Stop.at(Reason.BREAKPOINT, breakpoint.number()));
      }
    }
    return Optional.empty();
  }

  /** Goes back by one instruction: to the state before the last one ran. */
  public Stop stepBack() {
    return backTo(Math.max(steps - 1, 0), Stop.of(Reason.STEP));
  }

  /** Goes back to where the present line begins, or the one before in this function. */
  public Stop stepLineBack() {
    return backToLast(new Past.LineStarts(run.depth()));
  }

  /** Goes back to the last breakpoint or change of what is watched, or to the start. */
  public Stop resumeBack() {
    return backToLast(new Past.Stops());
  }

  private Stop backToLast(Past past) {
    long now = steps;
    long found = 0;
    Stop why = Stop.of(Reason.START);
    begin();
    while (steps < now) {
      Optional<Stop> here = past.stop(this);
      Map<Watch, Optional<Long>> before = values();
      long at = steps;
      Optional<Stop> ahead = tryAdvance() ? past.stopBefore(this, before) : Optional.empty();
      if (here.isPresent() || ahead.isPresent()) {
        found = at;
        why = ahead.or(() -> here).get();
      }
    }
    return backTo(found, why);
  }

  /** The last step of a run may be a fault. */
  private boolean tryAdvance() {
    try {
      advance();
      return true;
    } catch (VmFault e) {
      return false;
    }
  }

  private Stop backTo(long target, Stop why) {
    changes.forgetAfter(target);
    begin();
    while (steps < target) {
      advance();
    }
    return steps == 0 && why.reason() == Reason.STEP ? Stop.of(Reason.START) : why;
  }
}
