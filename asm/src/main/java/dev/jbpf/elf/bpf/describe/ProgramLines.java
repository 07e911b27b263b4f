package dev.jbpf.elf.bpf.describe;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.isa.Words;

/** Says where the functions of a program were written, if that is known of any of its slots. */
public final class ProgramLines {
  private final LineWriter lines;
  private final Program program;
  private final boolean isKnown;

  public ProgramLines(ObjectTypes types, SourceLineText sources, Program program) {
    this.lines = new LineWriter(types, origin -> types.text(sources.at(origin).strip()));
    this.program = program;
    this.isKnown = isKnown(program);
  }

  private static boolean isKnown(Program program) {
    for (int slot = 0; slot < program.size(); slot++) {
      if (program.origin(new Slot(slot)) != Origin.UNKNOWN) {
        return true;
      }
    }
    return false;
  }

  private record Slots(Program program, int first) implements LineWriter.Slots {
    @Override
    public Origin origin(int slot) {
      return program.origins().at(first + slot);
    }

    @Override
    public boolean isInstruction(int slot) {
      return Words.opcode(program.word(first + slot)) != 0;
    }
  }

  /** Writes the lines of {@code function}, which starts {@code start} bytes into the section. */
  public void write(FunctionSpan function, String section, int start) {
    int count = function.end() - function.start();
    boolean written = lines.write(section, start, count, new Slots(program, function.start()));
    if (!written && isKnown) {
      lines.writeUnknown(section, start);
    }
  }
}
