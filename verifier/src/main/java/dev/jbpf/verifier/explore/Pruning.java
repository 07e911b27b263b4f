package dev.jbpf.verifier.explore;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Frame;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Subsumption;
import dev.jbpf.verifier.state.Subsumption.Mode;
import dev.jbpf.verifier.state.Subsumption.Relevance;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers states, and says when a path needs not be followed since one covers it. */
final class Pruning {
  // A state is worth remembering every so many instructions and jumps, in a loop less often.
  private static final int MIN_JUMPS = 2;
  private static final int MIN_INSTRUCTIONS = 8;
  private static final int MIN_JUMPS_IN_LOOP = 20;
  private static final int MIN_INSTRUCTIONS_IN_LOOP = 100;

  private static final int KEPT_BY_CALLEE = 0x3c0;
  private static final long EVERYTHING = -1;

  private final Machine machine;
  private final LiveRegisters live;
  private final Subsumption subsumption;
  private final BitSet points;
  private final BitSet rounds;
  private final @Nullable List<Checkpoint>[] checkpoints;
  private final LoopReturns returns = new LoopReturns(this::inherit);
  private @Nullable Checkpoint last;
  private int jumps;
  private int instructions;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Pruning(Machine machine, LiveRegisters live, BitSet points, BitSet rounds) {
    this.machine = machine;
    this.live = live;
    this.points = points;
    this.rounds = rounds;
    this.subsumption = new Subsumption(machine.readsUnwrittenStack());
    this.checkpoints = new List[machine.code().size()];
    machine.report(this::stackRead);
  }

  private void stackRead(int frame, int index) {
    Checkpoint.read(last, machine.state().frame(frame).overwritten(), frame, index);
  }

  /** Goes on with a path that came from {@code checkpoint}. */
  void resume(@Nullable Checkpoint checkpoint) {
    last = checkpoint;
  }

  @Nullable Checkpoint last() {
    return last;
  }

  /** Another path will go on from here. */
  void branch() {
    if (last != null) {
      last.branch();
    }
  }

  /** The path has ended. */
  void end() {
    for (Checkpoint at = last; at != null && at.end(); at = at.parent) {
      // The last path of a state is one of its parent's.
      returns.end(at);
    }
  }

  void countJump() {
    jumps++;
  }

  /** {@return whether the path may end before the instruction at {@code slot}} */
  boolean covers(int slot) {
    instructions++;
    return points.get(slot) && visit(slot);
  }

  private boolean visit(int slot) {
    List<Checkpoint> known = checkpoints[slot];
    boolean isRound = rounds.get(slot);
    boolean isWorthIt = jumps >= MIN_JUMPS && instructions >= MIN_INSTRUCTIONS || isRound;
    if (known != null) {
      boolean isRare = jumps < MIN_JUMPS_IN_LOOP && instructions < MIN_INSTRUCTIONS_IN_LOOP;
      for (int i = known.size() - 1; i >= 0; i--) {
        Checkpoint old = known.get(i);
        isWorthIt &= isRound || old.isDone() || !isRare;
        if (isCovered(old, isRound)) {
          old.hit();
          return true;
        }
        if (isWorthIt && old.miss(isRound)) {
          known.remove(i);
        }
      }
    }
    if (isWorthIt) {
      remember(slot);
    }
    return false;
  }

  private boolean isCovered(Checkpoint old, boolean isRound) {
    State now = machine.state();
    if (old.isSettled()) {
      boolean isCovered = subsumption.covers(old.state, now, relevance(old), Mode.COVERS);
      if (isCovered) {
        inherit(old, now, last);
      }
      return isCovered;
    }
    boolean isNext = hasNextRound(old.state, now);
    if (old.isDone() || isRound && (isNext || callsBack(old.slot))) {
      boolean isCovered = subsumption.covers(old.state, now, relevance(old), Mode.RANGES);
      if (isCovered) {
        returns.close(old, now, last);
      }
      return isCovered;
    }
    if (!isNext && subsumption.covers(old.state, now, relevance(old), Mode.EXACT)) {
      throw new Refusal(
          Rule.ENDLESS_LOOP,
          "an infinite loop: a round changes nothing that is known of registers and stack slots");
    }
    return false;
  }

  /** {@return whether the kernel counts rounds between the two, so that they come to an end} */
  private static boolean hasNextRound(State old, State now) {
    for (int i = 0; i < Math.min(old.count(), now.count()); i++) {
      if (old.frame(i).round() != now.frame(i).round()) {
        return true;
      }
    }
    return false;
  }

  private boolean callsBack(int slot) {
    Op op = machine.code().op(slot);
    return op != null && op.operation() != Operation.MAYBE;
  }

  /**
   * What paths from {@code old} on depend on, that depends on, too, which came to be {@code now}
   * behind {@code before}.
   *
   * @return whether that was not known
   */
  private boolean inherit(Checkpoint old, State now, @Nullable Checkpoint before) {
    boolean isNew = false;
    for (int frame = 0; frame < now.count(); frame++) {
      long overwritten = now.frame(frame).overwritten();
      for (long bits = old.read(frame); bits != 0; bits &= bits - 1) {
        isNew |= Checkpoint.read(before, overwritten, frame, Long.numberOfTrailingZeros(bits));
      }
    }
    return subsumption.demandLike(old.state, now, relevance(old)) || isNew;
  }

  private Relevance relevance(Checkpoint old) {
    return new Relevance() {
      @Override
      public int registers(int frame) {
        return Pruning.this.registers(old, frame);
      }

      @Override
      public long slots(int frame) {
        return old.isSettled() ? old.read(frame) : EVERYTHING;
      }
    };
  }

  private int registers(Checkpoint old, int number) {
    if (number == old.state.count() - 1) {
      return live.before(old.slot);
    }
    Frame callee = old.state.frame(number + 1);
    return callee.role() == Frame.Role.CALL
        ? live.before(callee.returnSlot() + 1) & KEPT_BY_CALLEE
        : live.before(callee.returnSlot());
  }

  private void remember(int slot) {
    jumps = 0;
    instructions = 0;
    State now = machine.state();
    Checkpoint checkpoint = new Checkpoint(now.copy(), slot, last);
    List<Checkpoint> known = checkpoints[slot];
    if (known == null) {
      known = new ArrayList<>(2);
      checkpoints[slot] = known;
    }
    known.add(checkpoint);
    last = checkpoint;
    // From here on a number counts as one of its own: what it is may matter before, and not after.
    now.replace(value -> value instanceof Num num ? num.copy() : value);
    for (int i = 0; i < now.count(); i++) {
      now.frame(i).forgetWrites();
    }
  }

  /**
   * A round ends that comes back to {@code slot}: numbers that differ from those of the round
   * before, and that nothing depends on, may be any.
   */
  void widen(State now, int slot) {
    widen(now, slot, null);
  }

  /** As {@link #widen}, where the round begins at {@code slot}, which was just remembered. */
  void widenNext(State now, int slot) {
    widen(now, slot, last);
  }

  private void widen(State now, int slot, @Nullable Checkpoint except) {
    List<Checkpoint> known = checkpoints[slot];
    if (known == null) {
      return;
    }
    for (int i = known.size() - 1; i >= 0; i--) {
      Checkpoint old = known.get(i);
      if (old != except && !old.isDone() && old.state.hasFramesOf(now)) {
        RoundWidening.widen(old.state, now);
        return;
      }
    }
  }
}
