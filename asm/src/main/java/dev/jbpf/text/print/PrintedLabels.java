package dev.jbpf.text.print;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.text.names.LabelNames;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of the places that a program jumps to: the program's own, and {@code L} with a number
 * for others.
 */
public final class PrintedLabels implements InstructionPrinter.Places {
  private static final char PREFIX = 'L';

  private final Map<Integer, List<String>> own = new HashMap<>();

  /** The number of the label of each slot, 0 where it has no such label. */
  private final int[] numbers;

  public PrintedLabels(Program program) {
    this.numbers = new int[program.size() + 1];
    ProgramFlow flow = ProgramFlow.of(program);
    for (Map.Entry<String, Slot> label : program.labels().entrySet()) {
      int slot = label.getValue().number();
      if (flow.isPlace(slot) && LabelNames.isLabel(label.getKey())) {
        own.computeIfAbsent(slot, s -> new ArrayList<>(1)).add(label.getKey());
      }
    }
    number(program, flow.targets());
  }

  private void number(Program program, BitSet targets) {
    int number = 0;
    for (int slot = targets.nextSetBit(0); slot >= 0; slot = targets.nextSetBit(slot + 1)) {
      if (!own.containsKey(slot)) {
        number++;
        while (!program.labels().isEmpty() && program.labels().containsKey("" + PREFIX + number)) {
          number++;
        }
        numbers[slot] = number;
      }
    }
  }

  @Override
  public boolean append(long slot, TextBuffer out) {
    if (slot < 0 || slot >= numbers.length) {
      return false;
    }
    int number = numbers[(int) slot];
    if (number != 0) {
      append(number, out);
      return true;
    }
    List<String> names = own.getOrDefault((int) slot, List.of());
    if (names.isEmpty()) {
      return false;
    }
    out.append(names.get(0));
    return true;
  }

  private static void append(int number, TextBuffer out) {
    out.append(PREFIX);
    out.append(number);
  }

  public void bindAt(int slot, TextBuffer out) {
    if (numbers[slot] != 0) {
      append(numbers[slot], out);
      out.append(":\n");
    } else if (!own.isEmpty()) {
      for (String name : own.getOrDefault(slot, List.of())) {
        out.append(name);
        out.append(":\n");
      }
    }
  }
}
