package dev.jbpf.dsl;

import dev.jbpf.code.Label;

/** The places that {@code breakIf} and {@code continueIf} jump to. */
final class LoopPlaces {
  private final Label next;
  private final Label end;
  private boolean isLeft;

  LoopPlaces(Label next, Label end) {
    this.next = next;
    this.end = end;
  }

  /** {@return where the next round starts} */
  Label next() {
    return next;
  }

  /** {@return where the program goes on behind the loop, for a jump there} */
  Label leave() {
    isLeft = true;
    return end;
  }

  /** {@return whether something leaves it} */
  boolean isLeft() {
    return isLeft;
  }
}
