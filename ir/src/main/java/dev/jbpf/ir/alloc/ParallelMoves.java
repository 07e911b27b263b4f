package dev.jbpf.ir.alloc;

import java.util.List;

/** Moves that happen at the same time, put in an order in which none takes what another needs. */
final class ParallelMoves {
  private static final int MADE = -2;

  private final Slots slots;
  private final IntList from = new IntList();
  private final IntList to = new IntList();

  /** Of moves whose value is made anew: its register. */
  private final IntList recipe = new IntList();

  ParallelMoves(Slots slots) {
    this.slots = slots;
  }

  void add(int source, int target) {
    if (source != target) {
      from.add(source);
      to.add(target);
      recipe.add(0);
    }
  }

  void make(int register, int target) {
    from.add(MADE);
    to.add(target);
    recipe.add(register);
  }

  /**
   * Appends the moves and forgets them.
   *
   * @param free registers that nobody needs, as bits
   */
  void emit(List<Step> steps, int free) {
    while (!from.isEmpty()) {
      int next = unhindered();
      if (next >= 0) {
        one(next, steps, free);
        remove(next);
      } else {
        free(from.get(0), steps, free);
      }
    }
  }

  /** Makes last: their targets may be what others read. */
  private int unhindered() {
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i) != MADE && !isRead(to.get(i))) {
        return i;
      }
    }
    for (int i = 0; i < from.size(); i++) {
      if (!isRead(to.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private boolean isRead(int location) {
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i) == location) {
        return true;
      }
    }
    return false;
  }

  private boolean isWritten(int location) {
    for (int i = 0; i < to.size(); i++) {
      if (to.get(i) == location) {
        return true;
      }
    }
    return false;
  }

  private void remove(int index) {
    from.removeSwapping(index);
    to.removeSwapping(index);
    recipe.removeSwapping(index);
  }

  /** All wait for one another: what is at {@code location} goes elsewhere first. */
  private void free(int location, List<Step> steps, int free) {
    int spare = spare(free);
    int other = spare < 0 ? slots.forCycle() : spare;
    transfer(location, other, steps, free);
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i) == location) {
        from.set(i, other);
      }
    }
  }

  private void one(int index, List<Step> steps, int free) {
    int target = to.get(index);
    if (from.get(index) != MADE) {
      transfer(from.get(index), target, steps, free);
    } else if (Locations.isRegister(target)) {
      steps.add(new Step.Make(recipe.get(index), target));
    } else {
      int spare = borrow(steps, free);
      steps.add(new Step.Make(recipe.get(index), spare));
      steps.add(new Step.Move(spare, target));
      giveBack(spare, steps, free);
    }
  }

  private void transfer(int source, int target, List<Step> steps, int free) {
    if (Locations.isRegister(source) || Locations.isRegister(target)) {
      steps.add(new Step.Move(source, target));
      return;
    }
    int spare = borrow(steps, free);
    steps.add(new Step.Move(source, spare));
    steps.add(new Step.Move(spare, target));
    giveBack(spare, steps, free);
  }

  /** {@return a register that is free here, or -1} */
  private int spare(int free) {
    for (int machine = 0; machine < Locations.REGISTERS; machine++) {
      if ((free >> machine & 1) != 0 && !isRead(machine) && !isWritten(machine)) {
        return machine;
      }
    }
    return -1;
  }

  private int borrow(List<Step> steps, int free) {
    int spare = spare(free);
    if (spare >= 0) {
      return spare;
    }
    steps.add(new Step.Move(Locations.FIRST_KEPT, slots.forLoan()));
    return Locations.FIRST_KEPT;
  }

  private void giveBack(int spare, List<Step> steps, int free) {
    if (spare(free) != spare) {
      steps.add(new Step.Move(slots.forLoan(), spare));
    }
  }
}
