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

/** The names of the places that a program jumps to. */
final class Labels implements Printer.Places {
  private final Map<Integer, List<String>> bound = new HashMap<>();

  /** The program's own names; other places get {@code L} and a number. */
  Labels(Program program) {
    name(program, starts(program), targets(program, new BitSet()));
  }

  /** {@return the slots that instructions start at, and the one behind the last} */
  static BitSet starts(Program program) {
    BitSet starts = new BitSet();
    for (int slot = 0; slot < program.size(); ) {
      starts.set(slot);
      slot += program.opAt(slot).map(Op::slots).orElse(1);
    }
    starts.set(program.size());
    return starts;
  }

  /**
   * {@return those of {@link #starts} that instructions of the program go to}
   *
   * @param except the slots of instructions that are passed over
   */
  static BitSet targets(Program program, BitSet except) {
    BitSet starts = starts(program);
    BitSet targets = new BitSet();
    for (int slot = 0; slot < program.size(); slot = starts.nextSetBit(slot + 1)) {
      Optional<Op> op = program.opAt(slot);
      if (op.isPresent() && !except.get(slot) && op.get().format().hasTarget()) {
        long target = slot + 1 + Printer.distance(op.get(), program.word(slot));
        if (target >= 0 && target <= program.size()) {
          targets.set((int) target);
        }
      }
    }
    targets.and(starts);
    return targets;
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
