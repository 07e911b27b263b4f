package dev.jbpf.verifier.explain;

import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.bpf.LinkedProgram;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of a program's source that its object keeps, as compilers write them with {@code -g}.
 */
public final class ObjectLines implements SourceLineText {
  /** By file and number. */
  private final Map<String, String> lines = new HashMap<>();

  private ObjectLines() {}

  /** {@return the line, whichever column is meant} */
  private static Optional<String> line(Origin origin) {
    return origin instanceof Origin.Source source
        ? Optional.of(source.file() + ":" + source.line())
        : Optional.empty();
  }

  /** {@return the lines of {@code program}} */
  public static SourceLineText of(LinkedProgram program) {
    ObjectLines all = new ObjectLines();
    for (int i = 0; i < program.program().size(); i++) {
      all.add(program, new Slot(i));
    }
    return all;
  }

  private void add(LinkedProgram program, Slot slot) {
    line(program.program().origin(slot))
        .ifPresent(line -> program.sourceLine(slot).ifPresent(text -> lines.put(line, text)));
  }

  @Override
  public String at(Origin origin) {
    return line(origin).map(lines::get).orElse("");
  }
}
