package dev.jbpf.vm.debug;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds instructions by what people call them. */
public final class CodePlaces {
  private final Program program;

  CodePlaces(Program program) {
    this.program = program;
  }

  /**
   * {@return the first instructions of each run of them from that place} A label; {@code *SLOT};
   * {@code LINE} or {@code FILE:LINE}, of which the next one that has instructions is meant.
   *
   * @throws IllegalArgumentException if there is none
   */
  public BitSet find(String place) {
    BitSet slots = new BitSet();
    if (program.labels().containsKey(place)) {
      slots.set(program.labels().get(place).number());
    } else if (place.startsWith("*")) {
      slots.set((int) NamedValue.number(place.substring(1)));
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
    int wanted = Integer.parseInt(number);
    Map<Line, BitSet> starts = starts();
    starts.keySet().stream()
        .filter(line -> line.file().endsWith(file) && line.number() >= wanted)
        .mapToInt(Line::number)
        .min()
        .ifPresent(
            next ->
                starts.forEach(
                    (line, here) -> {
                      if (line.number() == next && line.file().endsWith(file)) {
                        slots.or(here);
                      }
                    }));
  }

  /**
   * {@return the lines that have instructions, in order of these, each with the first instructions
   * of each run of them} What has no line, as the second half of a wide load, belongs to the one
   * before.
   */
  public Map<Line, BitSet> starts() {
    Map<Line, BitSet> starts = new LinkedHashMap<>();
    Optional<Line> before = Optional.empty();
    for (int slot = 0; slot < program.size(); slot++) {
      Optional<Line> last = before;
      Optional<Line> here = line(slot).or(() -> last);
      if (!here.equals(before)) {
        int first = slot;
        here.ifPresent(line -> starts.computeIfAbsent(line, none -> new BitSet()).set(first));
      }
      before = here;
    }
    return starts;
  }

  /**
   * A line of a source.
   *
   * @param file as the program names it
   * @param number counted from 1
   */
  public record Line(String file, int number) {}

  /** {@return the line that the instruction at {@code slot} comes from, if it is known} */
  public Optional<Line> line(int slot) {
    Origin origin = program.origin(new Slot(slot));
    if (origin instanceof Origin.Source source) {
      return Optional.of(new Line(source.file(), source.line()));
    }
    return origin instanceof Origin.Java java
        ? Optional.of(new Line(java.file(), java.line()))
        : Optional.empty();
  }
}
