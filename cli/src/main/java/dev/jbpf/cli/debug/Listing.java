package dev.jbpf.cli.debug;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.diag.Origin;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import dev.jbpf.vm.debug.CodePlaces;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/** A program's instructions as lines that people read. */
final class Listing {
  private static final int ROWS = 10;

  private final Program program;
  private final String[] texts;

  private final CodePlaces places;
  private final SourceFinder sources;

  Listing(Program program, CodePlaces places, SourceFinder sources) {
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
    Optional<CodePlaces.Line> line = places.line(slot);
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

  /** {@return the lines of the source around that instruction; its own program's, where none is} */
  String source(int slot, int first) {
    Optional<Path> file = sources.file(program, slot);
    Optional<CodePlaces.Line> line = places.line(slot);
    if (file.isEmpty() || line.isEmpty() || isText(slot)) {
      return around(slot);
    }
    int from = first > 0 ? first : Math.max(line.get().number() - ROWS / 2, 1);
    StringBuilder text = new StringBuilder();
    for (int number = from; number < from + ROWS; number++) {
      int at = number;
      String mark = at == line.get().number() ? "=> " : "   ";
      sources
          .line(file.get(), at)
          .ifPresent(one -> text.append(mark).append(at).append('\t').append(one).append('\n'));
    }
    return text.toString().stripTrailing();
  }

  /** Where one line is one instruction. */
  private boolean isText(int slot) {
    return source(slot).isEmpty();
  }

  /** {@return where {@code slot} is in the source, if that is known} */
  String place(int slot) {
    return places.line(slot).map(line -> " at " + line.file() + ":" + line.number()).orElse("");
  }

  /** {@return a line about a frame} */
  String frame(int number, int slot) {
    return String.format("#%d  slot %d in %s ()%s", number, slot, function(slot), place(slot));
  }

  /** {@return the name of the function that {@code slot} is in} */
  private String function(int slot) {
    int start = Math.max(ProgramFlow.of(program).functions().previousSetBit(slot), 0);
    return program.labels().entrySet().stream()
        .filter(label -> label.getValue().number() == start)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(start == 0 ? "the program" : "slot " + start);
  }

  /** {@return all instructions of the function that {@code slot} is in} */
  String function(int slot, int here) {
    BitSet functions = ProgramFlow.of(program).functions();
    int start = Math.max(functions.previousSetBit(slot), 0);
    int end = functions.nextSetBit(slot + 1);
    return rows(start, here, end < 0 ? texts.length : end, Integer.MAX_VALUE);
  }

  String around(int slot) {
    return rows(Math.max(slot - ROWS / 2, 0), slot);
  }

  String from(int slot) {
    return rows(slot, -1);
  }

  private String rows(int first, int here) {
    return rows(first, here, texts.length, ROWS);
  }

  private String rows(int first, int here, int end, int most) {
    StringBuilder text = new StringBuilder();
    int rows = 0;
    for (int slot = first; slot < end && rows < most; slot++) {
      if (!texts[slot].isEmpty()) {
        text.append(slot == here ? "=> " : "   ").append(line(slot)).append('\n');
        rows++;
      }
    }
    return text.toString().stripTrailing();
  }
}
