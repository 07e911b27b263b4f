package dev.jbpf.ir.select;

import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;

/** Rows of the instruction table by what they do, in how many bits, with which operands. */
final class Ops {
  private static final int FORMATS = Format.values().length;
  private static final int WIDTHS = 4;
  private static final Op[] ROWS = new Op[Operation.values().length * WIDTHS * FORMATS];

  static {
    for (Op op : Op.all()) {
      int at = index(op.operation(), op.width(), op.format());
      if (ROWS[at] == null) {
        ROWS[at] = op;
      }
    }
  }

  private Ops() {}

  private static int index(Operation operation, int width, Format format) {
    int log = Integer.numberOfTrailingZeros(width / Byte.SIZE);
    return (operation.ordinal() * WIDTHS + log) * FORMATS + format.ordinal();
  }

  /** {@return the row that does {@code operation} in {@code width} bits} */
  static Op of(Operation operation, int width, Format format) {
    Op op = ROWS[index(operation, width, format)];
    if (op == null) {
      throw new IllegalArgumentException(
          "no instruction does " + operation + " in " + width + " bits with " + format);
    }
    return op;
  }

  static Op alu(Operation operation, int width, boolean isImmediate) {
    return of(operation, width, isImmediate ? Format.ALU_IMM : Format.ALU_REG);
  }

  static Op jump(Operation operation, int width, boolean isImmediate) {
    return of(operation, width, isImmediate ? Format.JUMP_IMM : Format.JUMP_REG);
  }
}
