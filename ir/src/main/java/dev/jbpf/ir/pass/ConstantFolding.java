package dev.jbpf.ir.pass;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.eval.Arithmetic;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.Rewrites;
import java.nio.ByteOrder;

/** Computes what is known already. */
public final class ConstantFolding {
  private final ByteOrder order;

  private ConstantFolding(ByteOrder order) {
    this.order = order;
  }

  /** Folds constants of {@code function}, for a machine of that byte order. */
  public static void run(Function function, ByteOrder order) {
    ConstantFolding folding = new ConstantFolding(order);
    Rewrites.run(function, folding::fold);
  }

  private Value fold(Maker maker, Value value) {
    return switch (value.opcode().kind()) {
      case BINARY ->
          hasNumbers(value, 2)
              ? maker.number(
                  Arithmetic.binary(
                      value.opcode(), value.type().isWide(), number(value, 0), number(value, 1)))
              : value;
      case UNARY -> foldUnary(maker, value);
      case COMPARE -> hasNumbers(value, 2) ? maker.number(compare(value) ? 1 : 0) : value;
      case OTHER -> foldSelect(value);
      default -> value;
    };
  }

  private Value foldUnary(Maker maker, Value value) {
    if (!hasNumbers(value, 1) || value.opcode() == Opcode.COPY || value.type().isPointer()) {
      return value;
    }
    long operand = number(value, 0);
    boolean isSame = value.opcode() == Opcode.RETYPE;
    return maker.number(
        isSame
            ? operand
            : Arithmetic.unary(value.opcode(), (int) value.immediate(), operand, order));
  }

  private static Value foldSelect(Value value) {
    if (value.opcode() != Opcode.SELECT) {
      return value;
    }
    boolean isKnown = value.operand(0).isConstant();
    if (isKnown) {
      return value.operand(number(value, 0) != 0 ? 1 : 2);
    }
    return value.operand(1) == value.operand(2) ? value.operand(1) : value;
  }

  private static boolean compare(Value value) {
    boolean isWide = value.operand(0).type().isWide();
    return Arithmetic.compare(value.opcode(), isWide, number(value, 0), number(value, 1));
  }

  private static boolean hasNumbers(Value value, int count) {
    for (int i = 0; i < count; i++) {
      if (!value.operand(i).isConstant()) {
        return false;
      }
    }
    return true;
  }

  private static long number(Value value, int index) {
    return value.operand(index).immediate();
  }
}
