package dev.jbpf.text;

import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Template.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One way to write an instruction, as the parser sees it: which operand, counted from the left,
 * goes into which field.
 */
final class Shape {
  /** No operand of the statement. */
  static final int NONE = -1;

  final Op op;
  final long template;
  final Immediate immediate;
  final boolean wide;

  /** The {@link Dialect#bit} of each dialect that writes it so. */
  int dialects;

  private final int[] operands = new int[Slot.values().length];
  final int dst;
  final int src;
  final int off;
  final int imm;
  final int target;

  /** What an operand must be for the statement to be this instruction. */
  final Condition[] conditions;

  /**
   * The operand {@code at} must have this value, or be the same register as the operand {@code
   * same}.
   */
  record Condition(int at, int same, long value) {}

  Shape(Op op, int dialects, List<Object> operands) {
    this.op = op;
    this.template = op.template();
    this.immediate = op.format().immediate();
    this.wide = op.slots() == 2;
    this.dialects = dialects;
    this.conditions = place(operands);
    this.dst = Math.max(at(Slot.DST), at(Slot.WDST));
    this.src = Math.max(at(Slot.SRC), at(Slot.WSRC));
    this.off = Math.max(at(Slot.OFF), at(Slot.DISP));
    this.imm = at(Slot.IMM);
    this.target = at(Slot.TARGET);
  }

  private Condition[] place(List<Object> list) {
    Arrays.fill(operands, NONE);
    List<Condition> wanted = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Object operand = list.get(i);
      if (operand instanceof Slot slot) {
        int before = operands[slot.ordinal()];
        if (before == NONE) {
          operands[slot.ordinal()] = i;
        } else {
          wanted.add(new Condition(i, before, 0));
        }
      } else {
        wanted.add(new Condition(i, NONE, (Long) operand));
      }
    }
    return wanted.toArray(new Condition[0]);
  }

  /** {@return the operand that goes into {@code slot}, or {@link #NONE}} */
  int at(Slot slot) {
    return operands[slot.ordinal()];
  }
}
