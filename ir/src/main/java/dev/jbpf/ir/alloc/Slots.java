package dev.jbpf.ir.alloc;

/** Counts slots: those of values, and two that moves need where no register is free. */
final class Slots {
  private final int ofValues;
  private boolean hasCycle;
  private boolean hasLoan;

  Slots(int ofValues) {
    this.ofValues = ofValues;
  }

  int forCycle() {
    hasCycle = true;
    return Locations.slot(ofValues);
  }

  int forLoan() {
    hasLoan = true;
    return Locations.slot(ofValues + 1);
  }

  int ofValues() {
    return ofValues;
  }

  /** {@return whether the slot of that number, one of the two, is needed} */
  boolean isUsed(int number) {
    return number == ofValues ? hasCycle : hasLoan;
  }
}
