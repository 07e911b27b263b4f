package dev.jbpf.verifier.explain;

import dev.jbpf.code.Program;
import dev.jbpf.diag.SourceLineText;
import dev.jbpf.verifier.report.Known;
import dev.jbpf.verifier.report.StateListener;

/**
 * Writes what the verifier knows before each instruction under the author's line, on each path that
 * is followed.
 *
 * <pre>
 * drop.s:2:3: r2 = *(u32 *)(r1 + 0)
 *     r1 = the context
 * </pre>
 */
public final class StateListing implements StateListener {
  private final Lines lines;
  private final StringBuilder text = new StringBuilder();
  private int next;

  /**
   * A listing of a run of {@code program}.
   *
   * @param sources the lines that origins name; an empty one where it is not at hand
   */
  public StateListing(Program program, SourceLineText sources) {
    this.lines = new Lines(program, sources);
  }

  @Override
  public void before(int slot, Known known) {
    if (slot < next) {
      text.append('\n'); // another path, or round
    }
    next = slot;
    text.append(lines.where(slot)).append(": ").append(lines.statement(slot)).append('\n');
    text.append("    ").append(known.get()).append('\n');
  }

  /** {@return what was noted, each line ended} */
  public String text() {
    return text.toString();
  }
}
