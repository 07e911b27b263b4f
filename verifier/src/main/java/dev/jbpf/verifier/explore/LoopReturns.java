package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.state.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Paths that ended where they came back to a state that is still followed. What that state depends
 * on is known when all of its paths have ended; then the states before these ends learn it, and
 * others from them, until nothing is new.
 */
final class LoopReturns {
  /** Passes on what is known of one checkpoint to another, by the state between. */
  interface Inheritance {
    /** {@return whether {@code before} depends on something that it was not known to} */
    boolean pass(Checkpoint from, State state, @Nullable Checkpoint before);
  }

  /** The end of a path at {@code to}, and the checkpoint {@code before} it. */
  private record Return(Checkpoint to, State state, @Nullable Checkpoint before) {}

  private final Map<Checkpoint, List<Return>> returns = new HashMap<>();
  private final Inheritance inheritance;

  LoopReturns(Inheritance inheritance) {
    this.inheritance = inheritance;
  }

  /** The path that is {@code now}, behind {@code before}, ends since {@code to} covers it. */
  void close(Checkpoint to, State now, @Nullable Checkpoint before) {
    add(to.close(before), List.of(new Return(to, now, before)));
  }

  private void add(Checkpoint head, List<Return> more) {
    returns.computeIfAbsent(head, key -> new ArrayList<>()).addAll(more);
  }

  /** All paths from {@code checkpoint} on have ended. */
  void end(Checkpoint checkpoint) {
    List<Return> own = returns.remove(checkpoint);
    Checkpoint head = checkpoint.head();
    if (own == null || head == null) {
      return;
    }
    if (head == checkpoint) {
      settle(own);
    } else {
      add(head, own);
    }
  }

  private void settle(List<Return> own) {
    boolean isNew = true;
    while (isNew) {
      isNew = false;
      for (Return each : own) {
        isNew |= inheritance.pass(each.to(), each.state(), each.before());
      }
    }
  }
}
