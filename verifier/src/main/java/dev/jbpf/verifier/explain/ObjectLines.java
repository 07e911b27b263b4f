package dev.jbpf.verifier.explain;

import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.SourceLineText;
import dev.jbpf.elf.bpf.LinkedProgram;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of a program's source that its object keeps, as compilers write them with {@code -g}.
 */
public final class ObjectLines implements SourceLineText {
  private final Map<Line, String> lines = new HashMap<>();

  /** A line, whichever column is meant. */
  private record Line(String file, int number) {
    static Optional<Line> of(Origin origin) {
      return origin instanceof Origin.Source source
          ? Optional.of(new Line(source.file(), source.line()))
          : Optional.empty();
    }
  }

  private ObjectLines() {}

  /** {@return the lines of {@code program}} */
  public static SourceLineText of(LinkedProgram program) {
    ObjectLines all = new ObjectLines();
    for (int i = 0; i < program.program().size(); i++) {
      all.add(program, new Slot(i));
    }
    return all;
  }

  private void add(LinkedProgram program, Slot slot) {
    Line.of(program.program().origin(slot))
        .ifPresent(line -> program.sourceLine(slot).ifPresent(text -> lines.put(line, text)));
  }

  @Override
  public String at(Origin origin) {
    return Line.of(origin).map(lines::get).orElse("");
  }
}
