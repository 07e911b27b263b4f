package dev.jbpf.verifier.explain;

import dev.jbpf.verifier.report.Finding;
import java.util.ArrayList;
import java.util.List;

/** The way that leads to a finding, by the jumps that decide it. */
final class PathNotes {
  /** Of longer paths the end is shown. */
  private static final int MOST = 6;

  private PathNotes() {}

  /** Jumps that go the same way, one after the other. */
  private record Run(Finding.Decision decision, int times) {}

  static List<String> of(Finding finding, Lines program) {
    List<Run> runs = runs(finding.path());
    List<String> notes = new ArrayList<>();
    int from = Math.max(0, runs.size() - MOST);
    if (from > 0) {
      notes.add("path: " + from + (from == 1 ? " jump" : " jumps") + " before these");
    }
    runs.subList(from, runs.size()).forEach(run -> notes.add(note(run, program)));
    return notes;
  }

  private static List<Run> runs(List<Finding.Decision> path) {
    List<Run> runs = new ArrayList<>();
    for (Finding.Decision decision : path) {
      int last = runs.size() - 1;
      if (last >= 0 && runs.get(last).decision.equals(decision)) {
        runs.set(last, new Run(decision, runs.get(last).times + 1));
      } else {
        runs.add(new Run(decision, 1));
      }
    }
    return runs;
  }

  private static String note(Run run, Lines program) {
    return "path: "
        + program.place(run.decision.slot())
        + (run.decision.isTaken() ? " jumps" : " does not jump")
        + (run.times == 1 ? "" : ", " + run.times + " times");
  }
}
