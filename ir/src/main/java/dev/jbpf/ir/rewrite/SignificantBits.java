package dev.jbpf.ir.rewrite;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;

/**
 * How many bits of a value may be other than zero, as far as a short look at it tells. What a
 * verifier does not find out either, of divisions and of shifts by what is not known, does not
 * count; of changes of byte order where it may have to.
 */
public final class SignificantBits {
  private static final int DEEPEST = 6;

  private final boolean isProvable;

  private SignificantBits(boolean isProvable) {
    this.isProvable = isProvable;
  }

  /** {@return a number of bits above which {@code value}, in its width, is zero} */
  public static int of(Value value) {
    return new SignificantBits(false).of(value, DEEPEST);
  }

  /** {@return such a number that verifiers find, too} */
  public static int provable(Value value) {
    return new SignificantBits(true).of(value, DEEPEST);
  }

  private int of(Value value, int depth) {
    int width = value.type().width();
    if (depth == 0) {
      return width;
    }
    return Math.min(
        width,
        switch (value.opcode()) {
          case CONSTANT -> constant(value, width);
          case LOAD, LOAD_ACQUIRE, READ_PACKET ->
              value.type().isSigned() ? width : value.type().bits();
          case ZERO_EXTEND -> (int) Math.min(value.immediate(), of(value.operand(0), depth - 1));
          case RETYPE, COPY -> of(value.operand(0), depth - 1);
          case AND -> Math.min(operand(value, 0, depth), operand(value, 1, depth));
          case OR, XOR -> Math.max(operand(value, 0, depth), operand(value, 1, depth));
          case ADD -> Math.max(operand(value, 0, depth), operand(value, 1, depth)) + 1;
          case MUL -> operand(value, 0, depth) + operand(value, 1, depth);
          case SHR -> shifted(value, depth);
          case SHL -> raised(value, depth);
          case SWAP, TO_LE, TO_BE -> isProvable ? width : (int) value.immediate();
          case SELECT -> Math.max(operand(value, 1, depth), operand(value, 2, depth));
          default -> value.opcode().isCompare() ? 1 : width;
        });
  }

  private int operand(Value value, int index, int depth) {
    return of(value.operand(index), depth - 1);
  }

  private static int constant(Value value, int width) {
    long number = value.immediate();
    long kept = width == Long.SIZE ? number : number & 0xffff_ffffL;
    return Long.SIZE - Long.numberOfLeadingZeros(kept);
  }

  private int shifted(Value value, int depth) {
    Value by = value.operand(1);
    int width = value.type().width();
    return by.isConstant()
        ? Math.max(0, operand(value, 0, depth) - (int) (by.immediate() & width - 1))
        : width;
  }

  private int raised(Value value, int depth) {
    Value by = value.operand(1);
    return by.isConstant()
        ? operand(value, 0, depth) + (int) (by.immediate() & value.type().width() - 1)
        : value.type().width();
  }

  /** {@return whether the operand is looked at in its lower bits only} */
  public static boolean isExtension(Value value) {
    return value.opcode() == Opcode.ZERO_EXTEND || value.opcode() == Opcode.SIGN_EXTEND;
  }
}
