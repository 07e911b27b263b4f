package dev.jbpf.verifier.explore;

import dev.jbpf.verifier.report.Finding.Decision;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditional jumps behind a path, the last one first. */
record PathJumps(int slot, boolean isTaken, @Nullable PathJumps before) {
  static List<Decision> decisions(@Nullable PathJumps last) {
    Deque<Decision> all = new ArrayDeque<>();
    for (PathJumps at = last; at != null; at = at.before) {
      all.addFirst(new Decision(at.slot, at.isTaken));
    }
    return List.copyOf(all);
  }
}
