package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.ir.build.FunctionBuilder;

/** The ways out of a round of a loop. What is held inside is given back before. */
public final class Loop {
  private final Scope scope;
  private final FunctionBuilder.LoopControl control;
  private final int depth;

  Loop(Scope scope, FunctionBuilder.LoopControl control) {
    this.scope = scope;
    this.control = control;
    this.depth = scope.held().depth();
  }

  /** Leaves the loop; nothing may follow. */
  public void leave() {
    scope.at();
    scope.held().giveBack(depth);
    control.leave();
  }

  /** Goes on with the next round; nothing may follow. */
  public void next() {
    scope.at();
    scope.held().giveBack(depth);
    control.next();
  }

  /** Leaves the loop if {@code condition} holds. */
  public void leaveIf(Bool condition) {
    scope.when(condition.condition(), this::leave);
  }

  /** Goes on with the next round if {@code condition} holds. */
  public void nextIf(Bool condition) {
    scope.when(condition.condition(), this::next);
  }
}
