package dev.jbpf.dsl.internal;

import dev.jbpf.code.Label;

/** The places that {@code breakIf} and {@code continueIf} jump to. */
public final class LoopPlaces {
  private final Label next;
  private final Label end;
  private boolean isLeft;

  public LoopPlaces(Label next, Label end) {
    this.next = next;
    this.end = end;
  }

  /** {@return where the next round starts} */
  public Label next() {
    return next;
  }

  /** {@return where the program goes on behind the loop, for a jump there} */
  public Label leave() {
    isLeft = true;
    return end;
  }

  /** {@return whether something leaves it} */
  public boolean isLeft() {
    return isLeft;
  }
}
