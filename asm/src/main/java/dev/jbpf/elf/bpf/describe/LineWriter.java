package dev.jbpf.elf.bpf.describe;

import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Words;
import java.util.function.ToIntFunction;

/** Says where the instructions of a function were written, a row where the line changes. */
final class LineWriter {
  private final ObjectTypes types;
  private final ToIntFunction<Origin> texts;

  /** The slots of a function, counted from its first. */
  interface Slots {
    Origin origin(int slot);

    /** {@return whether an instruction starts there} */
    boolean isInstruction(int slot);
  }

  /** With {@code texts} for the numbers of the lines' texts. */
  LineWriter(ObjectTypes types, ToIntFunction<Origin> texts) {
    this.types = types;
    this.texts = texts;
  }

  /**
   * Writes the rows of a function.
   *
   * @param start the function's offset in the section, in bytes
   * @param count how many slots it has
   * @return whether there are any
   */
  boolean write(String section, int start, int count, Slots slots) {
    Origin last = Origin.UNKNOWN;
    for (int slot = 0; slot < count; slot++) {
      Origin origin = slots.origin(slot);
      if (origin != Origin.UNKNOWN && !isSameLine(origin, last) && slots.isInstruction(slot)) {
        // The kernel insists on a row at the start: the first line that is known has to do.
        int at = last == Origin.UNKNOWN ? 0 : slot;
        write(section, start + at * Words.BYTES, origin);
        last = origin;
      }
    }
    return last != Origin.UNKNOWN;
  }

  /** Says that nothing is known of the function at {@code start}, where others have lines. */
  void writeUnknown(String section, int start) {
    types.line(section, start, types.text(""), types.text(""), 0, 0);
  }

  private static boolean isSameLine(Origin a, Origin b) {
    if (a instanceof Origin.Source x && b instanceof Origin.Source y) {
      return x.line() == y.line() && x.file().equals(y.file());
    }
    return a.getClass() == b.getClass() && a.equals(b);
  }

  private void write(String section, int offset, Origin origin) {
    int text = texts.applyAsInt(origin);
    if (origin instanceof Origin.Source source) {
      types.line(section, offset, types.text(source.file()), text, source.line(), source.column());
    } else if (origin instanceof Origin.Java java) {
      types.line(section, offset, types.text(java.file()), text, Math.max(0, java.line()), 0);
    }
  }
}
