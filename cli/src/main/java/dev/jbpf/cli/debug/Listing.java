package dev.jbpf.cli.debug;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import dev.jbpf.vm.debug.Places;
import java.nio.file.Path;
import java.util.Optional;

/** A program's instructions as lines that people read. */
final class Listing {
  private static final int ROWS = 10;

  private final Program program;
  private final String[] texts;

  private final Places places;
  private final SourceFinder sources;

  Listing(Program program, Places places, SourceFinder sources) {
    this.program = program;
    this.places = places;
    this.sources = sources;
    this.texts = Disassembler.bySlot(program, Dialect.LLVM);
  }

  /** {@return the instruction at {@code slot}, with its place in the source} */
  String line(int slot) {
    Origin origin = program.origin(new Slot(slot));
    String place = origin == Origin.UNKNOWN ? "" : "\t" + origin;
    return String.format("%4d: %s%s", slot, texts[slot], place);
  }

  /** {@return the source's line of that instruction, where one instruction is not a line} */
  String source(int slot) {
    Optional<Places.Line> line = places.line(slot);
    Optional<Path> file = sources.file(program, slot);
    if (line.isEmpty() || file.isEmpty()) {
      return "";
    }
    return sources
        .line(file.get(), line.get().number())
        .filter(text -> !text.strip().equals(texts[slot]))
        .map(text -> "\n" + line.get().number() + "\t" + text.stripTrailing())
        .orElse("");
  }

  String around(int slot) {
    return rows(Math.max(slot - ROWS / 2, 0), slot);
  }

  String from(int slot) {
    return rows(slot, -1);
  }

  private String rows(int first, int here) {
    StringBuilder text = new StringBuilder();
    int rows = 0;
    for (int slot = first; slot < texts.length && rows < ROWS; slot++) {
      if (!texts[slot].isEmpty()) {
        text.append(slot == here ? "=> " : "   ").append(line(slot)).append('\n');
        rows++;
      }
    }
    return text.toString().stripTrailing();
  }
}
