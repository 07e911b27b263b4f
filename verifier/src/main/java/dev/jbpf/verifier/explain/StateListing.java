package dev.jbpf.verifier.explain;

import dev.jbpf.code.Program;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.verifier.report.Known;
import dev.jbpf.verifier.report.StateListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what the verifier knows before each instruction under the author's line, on each path that
 * is followed: all where a path or a function begins, behind that what the instruction before has
 * changed.
 *
 * <pre>
 * 0: drop.s:2:3: r2 = *(u32 *)(r1 + 0)
 *     r1 = the context
 * 1: drop.s:3:3: r3 = *(u32 *)(r1 + 4)
 *     r2 = the packet
 * </pre>
 */
public final class StateListing implements StateListener {
  private static final int WIDTH = 100;
  private static final String INDENT = "    ";

  private final Lines lines;
  private final StringBuilder text = new StringBuilder();
  private Map<String, String> before = Map.of();
  private int next;
  private int depth;

  /**
   * A listing of a run of {@code program}.
   *
   * @param sources the lines that origins name; an empty one where it is not at hand
   */
  public StateListing(Program program, SourceLineText sources) {
    this.lines = new Lines(program, sources, Optional.empty());
  }

  @Override
  public void before(int slot, Known known) {
    if (slot < next || known.depth() != depth) {
      text.append('\n'); // another path, round or function
      before = Map.of();
    }
    next = slot;
    depth = known.depth();
    text.append(slot).append(": ").append(lines.where(slot)).append(": ");
    text.append(lines.statement(slot)).append('\n');
    Map<String, String> now = known.contents();
    write(changes(now));
    before = now;
  }

  private List<String> changes(Map<String, String> now) {
    List<String> changes = new ArrayList<>();
    now.forEach(
        (place, content) -> {
          if (!content.equals(before.get(place))) {
            changes.add(place + " = " + content);
          }
        });
    List<String> gone = before.keySet().stream().filter(place -> !now.containsKey(place)).toList();
    if (!gone.isEmpty()) {
      changes.add("nothing in " + String.join(" ", gone));
    }
    return changes;
  }

  /** Writes them side by side, in as many lines as that takes. */
  private void write(List<String> changes) {
    int column = 0;
    for (String change : changes) {
      boolean isNew = column == 0 || column + 2 + change.length() > WIDTH;
      text.append(isNew ? column == 0 ? INDENT : ";\n" + INDENT : "; ").append(change);
      column = (isNew ? INDENT.length() : column + 2) + change.length();
    }
    if (column > 0) {
      text.append('\n');
    }
  }

  /** {@return what was noted, each line ended} */
  public String text() {
    return text.toString();
  }
}
