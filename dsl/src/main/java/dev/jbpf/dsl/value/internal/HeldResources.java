package dev.jbpf.dsl.value.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * What the code that is being written holds, and must give back on every way out: innermost last.
 */
public final class HeldResources {
  private final Scope scope;
  private final List<Thing> things = new ArrayList<>();

  private record Thing(boolean isLock, Runnable back) {}

  HeldResources(Scope scope) {
    this.scope = scope;
  }

  /** {@return how many things are held} */
  public int depth() {
    return things.size();
  }

  /**
   * Writes {@code body}, in which something is held.
   *
   * @param isLock whether nothing may be called meanwhile
   * @param back gives it back where the body is left before its end
   */
  public void during(boolean isLock, Runnable back, Runnable body) {
    things.add(new Thing(isLock, back));
    try {
      body.run();
    } finally {
      things.remove(things.size() - 1);
    }
  }

  /** Gives back what is held above {@code depth}: control goes there. */
  public void giveBack(int depth) {
    List<Thing> all = List.copyOf(things);
    for (int i = all.size() - 1; i >= depth; i--) {
      things.remove(i);
      all.get(i).back().run();
    }
    things.addAll(all.subList(things.size(), all.size()));
  }

  /**
   * Checks that what holds a lock calls nothing.
   *
   * @throws dev.jbpf.ir.IrException if it does
   */
  public void requireNoLock(String callee) {
    if (things.stream().anyMatch(Thing::isLock)) {
      throw scope.error(
          "call-locked",
          callee + " is called while a lock is held",
          "call it before or behind locked(…)");
    }
  }

  /**
   * Checks that nothing is held where control may not come back.
   *
   * @throws dev.jbpf.ir.IrException if something is
   */
  public void requireNothing(String what) {
    if (!things.isEmpty()) {
      throw scope.error(
          "held", what + " while something is held that must be given back", "do it behind");
    }
  }
}
