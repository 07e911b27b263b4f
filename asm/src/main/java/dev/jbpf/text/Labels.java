package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the places that a program jumps to: the program's own, and {@code L} with a number
 * for others.
 */
final class Labels implements Printer.Places {
  private static final char PREFIX = 'L';

  private final Map<Integer, List<String>> own = new HashMap<>();

  /** The number of the label of each slot, 0 where it has no such label. */
  private final int[] numbers;

  Labels(Program program) {
    this.numbers = new int[program.size() + 1];
    Starts starts = new Starts(program);
    for (Map.Entry<String, Slot> label : program.labels().entrySet()) {
      int slot = label.getValue().number();
      if (starts.isStart(slot) && Names.isLabel(label.getKey())) {
        own.computeIfAbsent(slot, s -> new ArrayList<>(1)).add(label.getKey());
      }
    }
    number(program, starts.targets());
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

  /** Where instructions start, and which of these places they go to. */
  static final class Starts {
    /** The opcodes of instructions that take two slots or go somewhere. */
    private static final boolean[] CONCERNED = new boolean[256];

    static {
      for (Op op : Op.all()) {
        CONCERNED[op.opcode()] |= op.slots() == 2 || op.format().hasTarget();
      }
    }

    private final BitSet within = new BitSet();
    private final BitSet targets = new BitSet();
    private final int size;

    Starts(Program program) {
      this(program, new BitSet());
    }

    /**
     * Those of {@code program}.
     *
     * @param except the slots of instructions whose targets are passed over
     */
    Starts(Program program, BitSet except) {
      size = program.size();
      for (int slot = 0; slot < size; slot++) {
        if (!CONCERNED[Words.opcode(program.word(slot))]) {
          continue;
        }
        Optional<Op> op = program.opAt(slot);
        if (op.isPresent()) {
          target(program, op.get(), slot, except);
          if (op.get().slots() == 2) {
            within.set(++slot);
          }
        }
      }
      targets.andNot(within);
    }

    private void target(Program program, Op op, int slot, BitSet except) {
      if (op.format().hasTarget() && !except.get(slot)) {
        long target = slot + 1 + Printer.distance(op, program.word(slot));
        if (target >= 0 && target <= size) {
          targets.set((int) target);
        }
      }
    }

    /** {@return whether an instruction starts there, or the program ends} */
    boolean isStart(int slot) {
      return slot >= 0 && slot <= size && !within.get(slot);
    }

    /** {@return the starts that instructions go to} */
    BitSet targets() {
      return targets;
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

  void bindAt(int slot, TextBuffer out) {
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
