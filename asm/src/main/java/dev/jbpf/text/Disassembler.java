package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Op;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns programs into text, which {@link Assembler} turns into the same bytes again. */
public final class Disassembler {
  private static final int CHARACTERS_A_LINE = 24;

  private Disassembler() {}

  /**
   * {@return the instructions of the program, a line each} What is no instruction is {@code .raw
   * 0x…}, a slot as {@link dev.jbpf.isa.Words} lays it out; jumps give distances: {@code goto +2}.
   *
   * @throws IllegalArgumentException if instructions are not written in {@code dialect}
   */
  public static List<String> lines(Program program, Dialect dialect) {
    Printer printer = new Printer(program, dialect);
    List<String> lines = new ArrayList<>(program.size());
    TextBuffer line = new TextBuffer(64);
    for (int slot = 0; slot < program.size(); ) {
      line.clear();
      slot += printer.print(slot, Printer.NUMBERS, line);
      lines.add(line.toString());
    }
    return lines;
  }

  /**
   * {@return the program as a source file} Jumps go to labels: those that the program knows, and
   * {@code L1}, {@code L2} … for other places. Macros have no labels, and so distances.
   *
   * @throws IllegalArgumentException if instructions are not written in {@code dialect}
   */
  public static String text(Program program, Dialect dialect) {
    Printer printer = new Printer(program, dialect);
    Labels labels = new Labels(program);
    Printer.Places places = dialect == Dialect.MACRO ? Printer.NUMBERS : labels;
    TextBuffer out = new TextBuffer(program.size() * CHARACTERS_A_LINE);
    for (int slot = 0; slot < program.size(); ) {
      if (places == labels) {
        labels.bindAt(slot, out);
      }
      out.append(' ');
      out.append(' ');
      slot += printer.print(slot, places, out);
      out.append('\n');
    }
    if (places == labels) {
      labels.bindAt(program.size(), out);
    }
    return out.toString();
  }

  /** The names of the places that a program jumps to. */
  private static final class Labels implements Printer.Places {
    private final Map<Integer, List<String>> bound = new HashMap<>();

    Labels(Program program) {
      BitSet starts = new BitSet();
      BitSet targets = new BitSet();
      for (int slot = 0; slot < program.size(); ) {
        starts.set(slot);
        Optional<Op> op = program.opAt(slot);
        if (op.isPresent() && op.get().format().hasTarget()) {
          long target = slot + 1 + Printer.distance(op.get(), program.word(slot));
          if (target >= 0 && target <= program.size()) {
            targets.set((int) target);
          }
        }
        slot += op.isPresent() ? op.get().slots() : 1;
      }
      starts.set(program.size());
      targets.and(starts);
      name(program, starts, targets);
    }

    private void name(Program program, BitSet starts, BitSet targets) {
      Set<String> taken = new HashSet<>(program.labels().keySet());
      program
          .labels()
          .forEach(
              (name, slot) -> {
                if (starts.get(slot.number()) && Names.isLabel(name)) {
                  bound.computeIfAbsent(slot.number(), s -> new ArrayList<>(1)).add(name);
                }
              });
      int number = 0;
      for (int slot = targets.nextSetBit(0); slot >= 0; slot = targets.nextSetBit(slot + 1)) {
        if (!bound.containsKey(slot)) {
          String name;
          do {
            name = "L" + ++number;
          } while (taken.contains(name));
          bound.put(slot, List.of(name));
        }
      }
    }

    @Override
    public String nameOf(long slot) {
      List<String> names = slot == (int) slot ? bound.get((int) slot) : null;
      return names == null ? "" : names.get(0);
    }

    void bindAt(int slot, TextBuffer out) {
      for (String name : bound.getOrDefault(slot, List.of())) {
        out.append(name);
        out.append(':');
        out.append('\n');
      }
    }
  }
}
