package dev.jbpf.ir.pass;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.Rewrites;

/**
 * Multiplications, divisions and remainders by powers of two become shifts and masks: faster, and
 * the verifier knows the range of their results.
 */
public final class StrengthReduction {
  private static final long LOWER_HALF = 0xffff_ffffL;

  private StrengthReduction() {}

  /** Reduces the values of {@code function}. */
  public static void run(Function function) {
    Rewrites.run(function, StrengthReduction::reduce);
  }

  private static Value reduce(Maker maker, Value value) {
    boolean isBinary = value.opcode().kind() == Opcode.Kind.BINARY;
    if (!isBinary || !value.operand(1).isConstant()) {
      return value;
    }
    Value left = value.operand(0);
    long number = value.operand(1).immediate();
    long unsigned = value.type().isWide() ? number : number & LOWER_HALF;
    if (value.opcode() == Opcode.AND && value.type().isWide() && number == LOWER_HALF) {
      return maker.add(Opcode.ZERO_EXTEND, value.type(), Integer.SIZE, left);
    }
    if (Long.bitCount(unsigned) != 1) {
      return value;
    }
    int log = Long.numberOfTrailingZeros(unsigned);
    return switch (value.opcode()) {
      case MUL -> maker.binary(Opcode.SHL, left, maker.number(log));
      case DIV -> maker.binary(Opcode.SHR, left, maker.number(log));
      case MOD -> maker.binary(Opcode.AND, left, maker.number(unsigned - 1));
      default -> value;
    };
  }
}
