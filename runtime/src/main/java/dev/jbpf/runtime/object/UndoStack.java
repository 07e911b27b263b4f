package dev.jbpf.runtime.object;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was done, to be undone in the reverse order: when loading fails, or at the end. */
final class UndoStack {
  private record Step(Runnable action, boolean isForFailure) {}

  private final Deque<Step> steps = new ArrayDeque<>();

  /** Has {@code action} run in any case. */
  void add(Runnable action) {
    steps.push(new Step(action, false));
  }

  /** Has {@code action} run when loading fails. */
  void addForFailure(Runnable action) {
    steps.push(new Step(action, true));
  }

  /** Undoes everything; what fails on the way is told with {@code failure}. */
  void after(Throwable failure) {
    while (!steps.isEmpty()) {
      try {
        steps.pop().action().run();
      } catch (RuntimeException e) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Undoes what lasts no longer than the object. */
  void atTheEnd() {
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      if (!step.isForFailure()) {
        step.action().run();
      }
    }
  }
}
