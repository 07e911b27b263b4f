package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.Words;
import dev.jbpf.verifier.function.FunctionType;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.StateListener;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.step.Steps;
import dev.jbpf.verifier.step.branch.Packets;
import dev.jbpf.verifier.step.machine.Code;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.subject.Budget;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows all paths, one after the other: where a jump goes both ways, the near one first. */
final class Walk {
  private static final int MAX_WAITING = 8192;
  private static final int CLOCK_INTERVAL = 0xfff;

  private final Machine machine;
  private final Steps steps;
  private final Code code;
  private final Structure structure;
  private final IndirectTargets tables;
  private final Budget budget;
  private final StateListener listener;
  private final Pruning pruning;
  private final Deque<Way> waiting = new ArrayDeque<>();
  private final BitSet rounds = new BitSet();
  private final GlobalFunctions globals;
  private final long deadline;
  private @Nullable PathJumps trail;
  private int followed;
  private boolean isOver;

  Walk(
      Machine machine,
      Steps steps,
      Structure structure,
      IndirectTargets tables,
      Budget budget,
      StateListener listener) {
    this.tables = tables;
    this.machine = machine;
    this.steps = steps;
    this.code = machine.code();
    this.structure = structure;
    this.budget = budget;
    this.listener = listener;
    this.globals = new GlobalFunctions(machine, structure, steps);
    this.deadline = System.nanoTime() + budget.time().toNanos();
    LiveRegisters live = LiveRegisters.of(code, new Declared(machine), tables);
    this.pruning = new Pruning(machine, live, points(), rounds);
  }

  /** Where paths may meet again: at jumps and their targets, returns of calls, starts of rounds. */
  private BitSet points() {
    BitSet points = structure.targets();
    for (int slot = 0; slot < code.size(); slot++) {
      Op op = code.shape(slot);
      if (op == null) {
        continue;
      }
      if (op.operation() == Operation.CALL_SUBPROGRAM) {
        points.set(slot + 1);
      }
      if (op.operation().kind() == Operation.Kind.CONDITION) {
        points.set(slot);
      }
      boolean isRound =
          op.operation() == Operation.MAYBE
              || op.operation() == Operation.CALL_HELPER && machine.callsBack(code.imm(slot))
              || op.operation() == Operation.CALL_KERNEL && steps.isNext(slot);
      rounds.set(slot, isRound);
      slot += op.slots() - 1;
    }
    points.or(rounds);
    return points;
  }

  /** {@return what was found} */
  Verdict verdict() {
    try {
      followAll(machine.state(), 0);
      for (int slot = globals.next(); slot >= 0; slot = globals.next()) {
        followAll(start(slot), slot);
      }
      new FrameSizes(code, structure, machine).check();
      return structure.callsKernel() && !machine.hasKernel()
          ? new Verdict.Undecided(0, Machine.NO_FUNCTIONS)
          : new Verdict.Accepted(followed);
    } catch (Refusal refusal) {
      if (machine.guess().isPresent()) {
        return new Verdict.Undecided(machine.slot(), machine.guess().get());
      }
      return new Verdict.Rejected(
          new Finding(
              refusal.rule(),
              machine.slot(),
              refusal.operand(),
              refusal.message(),
              PathJumps.decisions(trail)));
    } catch (Unknown unknown) {
      return new Verdict.Undecided(machine.slot(), unknown.reason());
    }
  }

  private State start(int slot) {
    FunctionType type = machine.global(slot).orElseThrow();
    machine.go(slot);
    if (steps.exceptions().isCatch(slot)) {
      steps.functions().checkType(type);
      steps.exceptions().checkType(type);
    }
    return steps.functions().start(slot, type);
  }

  private void followAll(State state, int slot) {
    waiting.push(new Way(state, slot, null, null));
    while (!waiting.isEmpty()) {
      follow(waiting.pop());
    }
  }

  private void follow(Way way) {
    machine.enter(way.state(), way.slot());
    pruning.resume(way.last());
    trail = way.trail();
    isOver = false;
    while (!isOver) {
      int slot = machine.slot();
      if (pruning.covers(slot)) {
        break;
      }
      count();
      listener.before(slot, new KnownState(machine.state()));
      follow(slot);
    }
    pruning.end();
  }

  private void count() {
    if (++followed > budget.instructions()) {
      throw new Refusal(
          Rule.TOO_COMPLEX, "more than " + budget.instructions() + " instructions were processed");
    }
    if ((followed & CLOCK_INTERVAL) == 0 && System.nanoTime() > deadline) {
      throw new Unknown("no verdict within " + budget.time().toSeconds() + " seconds");
    }
  }

  private void follow(int slot) {
    Op op = code.op(slot);
    if (op == null) {
      throw malformed(slot);
    }
    switch (op.operation().kind()) {
      case JUMP -> jump(op, slot);
      case CONDITION -> branch(op, slot);
      case CALL -> call(op, slot);
      case RETURN -> leave();
      default -> {
        steps.step(op, slot);
        if (op.operation() == Operation.READ_PACKET) {
          mayEnd(slot, machine.state().copy(), Num.constant(0));
        }
        machine.go(slot + op.slots());
      }
    }
  }

  /**
   * A load beyond the packet ends the function with 0, a tail call with any result; kernels follow
   * both to its callers since 6.18.
   */
  private void mayEnd(int slot, State early, Num result) {
    int exit = structure.exit(slot);
    if (early.count() > 1 && exit >= 0 && machine.since(6, 18)) {
      early.set(0, result);
      wait(early, exit, trail);
    }
  }

  private Refusal malformed(int slot) {
    long word = code.word(slot);
    if (Words.dst(word) > 10 || Words.src(word) > 10) {
      int wrong = Words.dst(word) > 10 ? Words.dst(word) : Words.src(word);
      return new Refusal(Rule.INVALID_REGISTER, "r" + wrong, "r" + wrong + " is not a register");
    }
    return new Refusal(Rule.RESERVED_FIELD, "a reserved field of this instruction is not zero");
  }

  private void jump(Op op, int slot) {
    pruning.countJump();
    if (op.operation() == Operation.INDIRECT) {
      jumpThrough(slot);
      return;
    }
    int target = code.target(slot);
    if (op.operation() == Operation.SWITCHED) {
      wait(machine.state().copy(), slot + 1, new PathJumps(slot, false, trail));
      trail = new PathJumps(slot, true, trail);
    } else if (op.operation() == Operation.MAYBE) {
      State round = machine.state().copy();
      round.top().round(round.top().round() + 1);
      pruning.widenNext(round, slot);
      wait(round, slot + 1, new PathJumps(slot, false, trail));
      trail = new PathJumps(slot, true, trail);
    }
    machine.go(target);
  }

  /** The nearest first, as for other jumps. */
  private void jumpThrough(int slot) {
    BitSet ways = tables.from(machine, slot);
    int first = ways.nextSetBit(0);
    for (int way = ways.previousSetBit(code.size());
        way > first;
        way = ways.previousSetBit(way - 1)) {
      wait(machine.state().copy(), way, trail);
    }
    machine.go(first);
  }

  private void wait(State state, int slot, @Nullable PathJumps behind) {
    pruning.branch();
    waiting.push(new Way(state, slot, pruning.last(), behind));
    if (waiting.size() > MAX_WAITING) {
      throw new Refusal(
          Rule.TOO_MANY_BRANCHES, "more than " + MAX_WAITING + " branches are pending");
    }
  }

  private void branch(Op op, int slot) {
    pruning.countJump();
    int target = code.target(slot);
    Optional<Boolean> way = steps.decide(op, slot);
    State state = machine.state();
    if (way.isEmpty()) {
      State other = state.copy();
      steps.follow(op, slot, other, true);
      wait(other, target, new PathJumps(slot, true, trail));
    }
    boolean isTaken = way.orElse(false);
    steps.follow(op, slot, state, isTaken);
    trail = new PathJumps(slot, isTaken, trail);
    machine.go(isTaken ? target : slot + 1);
  }

  private void call(Op op, int slot) {
    switch (op.operation()) {
      case CALL_HELPER -> callHelper(slot);
      case CALL_SUBPROGRAM -> {
        callFunction(slot, code.target(slot));
      }
      case CALL_KERNEL -> callKernel(slot);
      default -> throw new Refusal(Rule.INVALID_INSTRUCTION, "a call of a pointer in a register");
    }
  }

  private void callFunction(int slot, int target) {
    steps.exceptions().checkCall(target);
    Optional<FunctionType> type = machine.global(target);
    if (type.isPresent()) {
      steps.functions().call(type.get(), globals.movesPacket(target));
      if (globals.sleeps(target)) {
        steps.functions().checkSleeping(type.get());
      }
      if (globals.throwsException(target)) {
        steps.exceptions().checkPlace();
      }
      globals.add(target);
      machine.go(slot + 1);
    } else {
      steps.enter(target, slot);
      machine.go(target);
    }
  }

  private void callKernel(int slot) {
    if (steps.endsProgram(slot)) {
      isOver = true;
      return;
    }
    steps
        .callKernel(slot)
        .ifPresent(
            other -> {
              if (other.isRound()) {
                round(other.state(), slot);
              } else {
                wait(other.state(), other.slot(), trail);
              }
            });
    machine.go(slot + 1);
  }

  private void round(State state, int slot) {
    state.top().round(state.top().round() + 1);
    pruning.widenNext(state, slot);
    wait(state, slot + 1, trail);
  }

  private void callHelper(int slot) {
    if (!rounds.get(slot)) {
      steps.callHelper(slot);
      if (machine.isTailCall(code.imm(slot))) {
        State early = machine.state().copy();
        Packets.invalidate(early);
        mayEnd(slot, early, Num.unknown());
      }
      machine.go(slot + 1);
      return;
    }
    State before = machine.state().copy();
    Optional<Frame> callback = steps.callHelper(slot);
    callback.ifPresent(frame -> wait(callback(before, frame), frame.function(), trail));
    machine.go(slot + 1);
  }

  private State callback(State before, Frame frame) {
    if (frame.role() == Frame.Role.LATER) {
      return new State(frame);
    }
    Frame caller = before.top();
    caller.round(machine.state().top().round());
    caller.calledBack(caller.calledBack() + 1);
    steps.checkDepth(before);
    before.push(frame);
    return before;
  }

  private void leave() {
    State state = machine.state();
    if (state.count() == 1 && state.top().role() == Frame.Role.CALL) {
      if (state.top().function() == 0) {
        steps.checkProgram();
      } else {
        steps.functions().checkEnd();
        steps.exceptions().checkEnd();
      }
      isOver = true;
      return;
    }
    Frame callee = steps.leave();
    switch (callee.role()) {
      case CALL -> machine.go(callee.returnSlot() + 1);
      case CALLBACK -> {
        machine.go(callee.returnSlot());
        pruning.widen(state, callee.returnSlot());
      }
      case LATER, WORK, TASK, MEANWHILE -> isOver = true;
    }
  }
}
