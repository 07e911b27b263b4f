package dev.jbpf.text.grammar;

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
public final class Form {
  /** No operand of the statement. */
  static final int NONE = -1;

  /** Added to the value of an operand that must have that value. */
  static final int FIXED = 0x80;

  private static final Slot[] SLOTS = Slot.values();

  public final Op op;
  public final long template;
  public final Immediate immediate;
  public final boolean wide;

  /** The {@link Dialects} that write it so. */
  public final int dialects;

  private final int[] operands = new int[SLOTS.length];
  public final int dst;
  public final int src;
  public final int off;
  public final int imm;
  public final int target;

  /** What an operand must be for the statement to be this instruction. */
  public final Condition[] conditions;

  /**
   * The operand {@code at} must have this value, or be the same register as the operand {@code
   * same}.
   */
  public record Condition(int at, int same, long value) {}

  /** The operands are {@code count} numbers from {@code from} on, as {@link #read} has them. */
  private Form(Op op, int dialects, char[] table, int from, int count) {
    this.op = op;
    this.template = op.template();
    this.immediate = op.format().immediate();
    this.wide = op.slots() == 2;
    this.dialects = dialects;
    this.conditions = place(table, from, count);
    this.dst = Math.max(at(Slot.DST), at(Slot.WDST));
    this.src = Math.max(at(Slot.SRC), at(Slot.WSRC));
    this.off = Math.max(at(Slot.OFF), at(Slot.DISP));
    this.imm = at(Slot.IMM);
    this.target = at(Slot.TARGET);
  }

  private Condition[] place(char[] table, int from, int count) {
    Arrays.fill(operands, NONE);
    List<Condition> wanted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int operand = table[from + i];
      if (operand >= FIXED) {
        wanted.add(new Condition(i, NONE, operand - FIXED));
      } else if (operands[operand] == NONE) {
        operands[operand] = i;
      } else {
        wanted.add(new Condition(i, operands[operand], 0));
      }
    }
    return wanted.toArray(new Condition[0]);
  }

  /**
   * {@return the shapes from {@code at} on: how many they are, and for each the number of its row,
   * its dialects, how many operands it has, and each of these: the ordinal of its place in a
   * template, or {@link #FIXED} and the value that it must have}
   */
  static Form[] read(char[] table, int at) {
    Form[] shapes = new Form[table[at]];
    int next = at + 1;
    for (int i = 0; i < shapes.length; i++) {
      int count = table[next + 2];
      Op op = Op.all().get(table[next]);
      shapes[i] = new Form(op, table[next + 1], table, next + 3, count);
      next += 3 + count;
    }
    return shapes;
  }

  /** {@return the operand that goes into {@code slot}, or {@link #NONE}} */
  public int at(Slot slot) {
    return operands[slot.ordinal()];
  }
}
