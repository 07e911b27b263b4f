package dev.jbpf.ir.alloc;

import static dev.jbpf.ir.alloc.Interval.NEVER;
import static dev.jbpf.ir.alloc.Interval.NOWHERE;

import dev.jbpf.ir.select.MachineFunction;
import dev.jbpf.isa.Reg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each interval a register or a slot, from the first to the last, in the manner of Wimmer and
 * Franz ("Linear Scan Register Allocation on SSA Form", 2010): where registers run out, the value
 * whose next use is furthest goes to the stack, from there on until it is used.
 */
final class LinearScan {
  private static final int REGISTERS = Locations.REGISTERS;

  private final Intervals intervals;
  private final int pinned;
  private final Waiting waiting;

  /** What has each register now; and what will have it again after a hole. */
  private final Interval[] active = new Interval[REGISTERS];

  private final List<List<Interval>> inactive = new ArrayList<>();
  private final int[] slotOf;
  private int slots;

  private final int[] freeUntil = new int[REGISTERS];
  private final int[] usedNext = new int[REGISTERS];
  private final int[] blockedAt = new int[REGISTERS];

  private LinearScan(MachineFunction function, Intervals intervals) {
    this.intervals = intervals;
    this.waiting = new Waiting(intervals);
    this.pinned = function.pinned();
    this.slotOf = new int[function.registers()];
    Arrays.fill(slotOf, NOWHERE);
    for (int i = 0; i < REGISTERS; i++) {
      inactive.add(new ArrayList<>());
    }
  }

  /** Places all {@code intervals}; {@return how many slots they take} */
  static int run(MachineFunction function, Intervals intervals) {
    LinearScan scan = new LinearScan(function, intervals);
    while (!scan.waiting.isEmpty()) {
      scan.place(scan.waiting.poll());
    }
    return scan.slots;
  }

  private void place(Interval current) {
    if (current.register == pinned) {
      current.location = Reg.R6.number();
      return;
    }
    advance(current.start());
    if (!tryFree(current)) {
      takeBusy(current);
    }
  }

  private void advance(int position) {
    for (int machine = 0; machine < REGISTERS; machine++) {
      Interval holder = active[machine];
      if (holder != null) {
        holder.advance(position);
        if (!holder.coversNow(position)) {
          active[machine] = null;
          if (!holder.isOver()) {
            inactive.get(machine).add(holder);
          }
        }
      }
      wake(machine, position);
    }
  }

  private void wake(int machine, int position) {
    List<Interval> sleeping = inactive.get(machine);
    for (int i = sleeping.size() - 1; i >= 0; i--) {
      Interval holder = sleeping.get(i);
      holder.advance(position);
      if (holder.isOver()) {
        sleeping.remove(i);
      } else if (holder.coversNow(position)) {
        sleeping.remove(i);
        active[machine] = holder;
      }
    }
  }

  private boolean isReserved(int machine) {
    return pinned >= 0 && machine == Reg.R6.number();
  }

  private boolean tryFree(Interval current) {
    for (int machine = 0; machine < REGISTERS; machine++) {
      freeUntil[machine] = freeUntil(machine, current);
    }
    int best = hinted(current);
    if (best == NOWHERE) {
      best = roomiest(current.end());
    }
    int until = freeUntil[best];
    if (Positions.before(until) <= current.start() && until < current.end()) {
      return false;
    }
    settle(current, best, until);
    return true;
  }

  private int freeUntil(int machine, Interval current) {
    if (active[machine] != null || isReserved(machine)) {
      return 0;
    }
    int until = NEVER;
    for (Interval holder : inactive.get(machine)) {
      until = Math.min(until, holder.meets(current));
    }
    return Math.min(until, lostAt(machine, current));
  }

  private int lostAt(int machine, Interval current) {
    return machine < Locations.FIRST_KEPT ? current.meets(intervals.clobbers(machine)) : NEVER;
  }

  /** {@return a register that it would like, if that is free as long as it is needed} */
  private int hinted(Interval current) {
    RegisterHints hints = intervals.hints();
    for (int i = 0; i < hints.count(current.register); i++) {
      int hint = hints.get(current.register, i);
      int machine = hints.isFixed(current.register, i) ? hint : locationOf(hint, current.start());
      if (machine >= 0 && machine < REGISTERS && freeUntil[machine] >= current.end()) {
        return machine;
      }
    }
    return NOWHERE;
  }

  /** {@return where the part of the other value is that ends here, or what has a place already} */
  private int locationOf(int register, int position) {
    int found = NOWHERE;
    Interval part = intervals.of(register);
    while (part != null && part.start() <= position) {
      if (part.location != NOWHERE) {
        found = part.location;
      }
      part = part.next();
    }
    return found;
  }

  /** Registers that calls keep are for those who need that. */
  private int roomiest(int end) {
    int best = 0;
    for (int machine = Reg.R5.number(); machine > 0; machine--) {
      best = better(machine, best, end);
    }
    for (int machine = Locations.FIRST_KEPT; machine < REGISTERS; machine++) {
      best = better(machine, best, end);
    }
    return best;
  }

  private int better(int machine, int best, int end) {
    boolean isEnough = freeUntil[best] >= end;
    return !isEnough && freeUntil[machine] > freeUntil[best] ? machine : best;
  }

  /**
   * Gives the register until {@code until}. Where a call loses it, arguments may be taken from it
   * still; otherwise the rest moves before the instruction, which may read what has to go.
   */
  private void settle(Interval current, int machine, int until) {
    if (until < current.end()) {
      int before = Positions.before(until);
      boolean isRead = Positions.before(current.registerUseFrom(before)) == before;
      boolean isLost = until - before == Positions.CLOBBER;
      waiting.add(current.splitAt(isLost && !isRead ? until : before));
    }
    current.location = machine;
    active[machine] = current;
  }

  /** All registers are taken: the value that is used last gives way. */
  private void takeBusy(Interval current) {
    int start = current.start();
    for (int machine = 0; machine < REGISTERS; machine++) {
      look(machine, current);
    }
    int best = 0;
    for (int machine = 1; machine < REGISTERS; machine++) {
      best = usedNext[machine] > usedNext[best] ? machine : best;
    }
    int wanted = current.registerUseFrom(start);
    int next = current.useFrom(start);
    if (usedNext[best] <= next && Positions.before(wanted) > start) {
      spill(current, wanted);
      return;
    }
    if (Positions.before(wanted) > start && Positions.before(blockedAt[best]) <= start) {
      spill(current, wanted);
      return;
    }
    if (usedNext[best] <= start) {
      throw new IllegalStateException("no register for " + current.register + " at " + start);
    }
    evict(best, current);
    settle(current, best, blockedAt[best]);
  }

  private void look(int machine, Interval current) {
    int start = current.start();
    usedNext[machine] = isReserved(machine) ? 0 : NEVER;
    blockedAt[machine] = isReserved(machine) ? 0 : lostAt(machine, current);
    if (Positions.before(blockedAt[machine]) <= start) {
      usedNext[machine] = 0;
    }
    if (active[machine] != null) {
      use(machine, active[machine].useFrom(start), start);
    }
    for (Interval holder : inactive.get(machine)) {
      if (holder.meets(current) != NEVER) {
        use(machine, holder.useFrom(start), start);
      }
    }
  }

  /** What an instruction uses that is being placed cannot give way. */
  private void use(int machine, int next, int start) {
    int counted = Positions.before(next) <= start ? 0 : next;
    usedNext[machine] = Math.min(usedNext[machine], counted);
  }

  private void evict(int machine, Interval current) {
    int start = current.start();
    Interval holder = active[machine];
    if (holder != null) {
      active[machine] = null;
      giveWay(holder, start);
    }
    List<Interval> sleeping = inactive.get(machine);
    for (int i = sleeping.size() - 1; i >= 0; i--) {
      if (sleeping.get(i).meets(current) != NEVER) {
        waiting.add(sleeping.remove(i).splitAt(start));
      }
    }
  }

  /** From {@code start} on it is on the stack, until it is used. */
  private void giveWay(Interval holder, int start) {
    Interval rest = holder.start() < start ? holder.splitAt(start) : holder;
    spill(rest, rest.registerUseFrom(start));
  }

  private void spill(Interval interval, int wanted) {
    if (wanted != NEVER) {
      waiting.add(interval.splitAt(Positions.before(wanted)));
    }
    interval.location = Locations.slot(slotOf(interval.register));
  }

  private int slotOf(int register) {
    if (slotOf[register] == NOWHERE) {
      slotOf[register] = slots++;
    }
    return slotOf[register];
  }
}
