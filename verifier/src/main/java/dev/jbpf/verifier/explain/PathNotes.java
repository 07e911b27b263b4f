package dev.jbpf.verifier.explain;

import dev.jbpf.verifier.report.Finding;
import java.util.ArrayList;
import java.util.List;

/** The way that leads to a finding, by the jumps that decide it. */
final class PathNotes {
  /** Of longer paths the end is shown. */
  private static final int MOST = 6;

  private PathNotes() {}

  static List<String> of(Finding finding, Lines program) {
    List<Finding.Decision> path = finding.path();
    List<String> notes = new ArrayList<>();
    int from = Math.max(0, path.size() - MOST);
    if (from > 0) {
      notes.add("path: " + from + (from == 1 ? " jump" : " jumps") + " before these");
    }
    for (Finding.Decision decision : path.subList(from, path.size())) {
      notes.add(
          "path: "
              + program.place(decision.slot())
              + (decision.isTaken() ? " jumps" : " does not jump"));
    }
    return notes;
  }
}
