package dev.jbpf.vm.debug;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/** Finds instructions by what people call them. */
final class Places {
  private final Program program;

  Places(Program program) {
    this.program = program;
  }

  /**
   * {@return the first instructions of each run of them from that place} A label; {@code *SLOT};
   * {@code LINE} or {@code FILE:LINE}.
   *
   * @throws IllegalArgumentException if there is none
   */
  BitSet find(String place) {
    BitSet slots = new BitSet();
    if (program.labels().containsKey(place)) {
      slots.set(program.labels().get(place).number());
    } else if (place.startsWith("*")) {
      slots.set((int) Comparison.number(place.substring(1)));
    } else {
      int colon = place.lastIndexOf(':');
      findLine(slots, place.substring(0, Math.max(colon, 0)), place.substring(colon + 1));
    }
    if (slots.isEmpty() || slots.length() > program.size()) {
      throw new IllegalArgumentException(
          "there is no instruction at '"
              + place
              + "': give a label of "
              + program.labels().keySet()
              + ", a line, FILE:LINE, or *SLOT below "
              + program.size());
    }
    return slots;
  }

  private void findLine(BitSet slots, String file, String number) {
    if (!number.matches("\\d{1,9}")) {
      return;
    }
    int line = Integer.parseInt(number);
    for (int slot = 0; slot < program.size(); slot++) {
      Optional<Line> here = line(slot);
      boolean isThere = here.filter(l -> l.number() == line && l.file().endsWith(file)).isPresent();
      boolean isFirst = slot == 0 || !Objects.equals(here, line(slot - 1));
      if (isThere && isFirst) {
        slots.set(slot);
      }
    }
  }

  /** A line of a source. */
  record Line(String file, int number) {}

  /** {@return the line that the instruction at {@code slot} comes from, if it is known} */
  Optional<Line> line(int slot) {
    Origin origin = program.origin(new Slot(slot));
    if (origin instanceof Origin.Source source) {
      return Optional.of(new Line(source.file(), source.line()));
    }
    return origin instanceof Origin.Java java
        ? Optional.of(new Line(java.file(), java.line()))
        : Optional.empty();
  }
}
