package dev.jbpf.ir.pass;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.Rewrites;
import dev.jbpf.ir.rewrite.SignificantBits;

/** Leaves out extensions and masks of what is small enough as it is. */
public final class NeedlessExtensions {
  private NeedlessExtensions() {}

  /** Drops extensions of {@code function}. */
  public static void run(Function function) {
    Rewrites.run(function, NeedlessExtensions::drop);
  }

  private static Value drop(Maker maker, Value value) {
    return switch (value.opcode()) {
      case ZERO_EXTEND -> zeroExtension(maker, value);
      case SIGN_EXTEND -> signExtension(maker, value);
      case AND -> mask(maker, value);
      case SWAP, TO_LE, TO_BE -> ordered(maker, value);
      case STORE -> stored(maker, value);
      default -> value;
    };
  }

  /** Of 32 bits to 64 it costs nothing where nothing has to be done. */
  private static Value zeroExtension(Maker maker, Value value) {
    Value operand = inner(value);
    int bits = (int) value.immediate();
    if (SignificantBits.of(operand) > bits) {
      return operand == value.operand(0)
          ? value
          : maker.add(Opcode.ZERO_EXTEND, value.type(), bits, operand);
    }
    return widened(maker, value, operand, Integer.SIZE == bits && operand == value.operand(0));
  }

  private static Value inner(Value value) {
    return source(value.operand(0), (int) value.immediate());
  }

  /** {@return the value that the lower {@code bits} of {@code value} are those of} */
  static Value source(Value value, int bits) {
    Value source = value;
    while (source.opcode() == Opcode.RETYPE
        || SignificantBits.isExtension(source) && source.immediate() >= bits
        || isMask(source, bits)) {
      source = source.operand(0);
    }
    return source;
  }

  /** {@return whether {@code value} is another one with the lower {@code bits} left as they are} */
  private static boolean isMask(Value value, int bits) {
    return value.opcode() == Opcode.AND
        && value.operand(1).isConstant()
        && Long.numberOfTrailingZeros(~value.operand(1).immediate()) >= bits;
  }

  /** Of the bytes that are put in another order, what is above does not count. */
  private static Value ordered(Maker maker, Value value) {
    Value operand = inner(value);
    boolean isOther = operand != value.operand(0) && !operand.type().isPointer();
    return isOther && operand.type().isWide() == value.type().isWide()
        ? maker.add(value.opcode(), value.type(), value.immediate(), operand)
        : value;
  }

  private static Value widened(Maker maker, Value value, Value operand, boolean isDone) {
    if (operand.type().isWide() == value.type().isWide()) {
      return operand.type().equals(value.type())
          ? operand
          : maker.add(Opcode.RETYPE, value.type(), 0, operand);
    }
    return isDone ? value : maker.add(Opcode.ZERO_EXTEND, value.type(), Integer.SIZE, operand);
  }

  /** What is below the sign is extended by zeros. */
  private static Value signExtension(Maker maker, Value value) {
    Value operand = inner(value);
    int bits = (int) value.immediate();
    if (SignificantBits.of(operand) < bits) {
      return widened(maker, value, operand, false);
    }
    return operand == value.operand(0)
        ? value
        : maker.add(Opcode.SIGN_EXTEND, value.type(), bits, operand);
  }

  private static Value mask(Maker maker, Value value) {
    Value right = value.operand(1);
    boolean isMask =
        right.isConstant() && Long.bitCount(right.immediate() + 1) == 1 && right.immediate() > 0;
    int bits = Long.bitCount(right.immediate());
    if (!isMask) {
      return value;
    }
    Value left = value.operand(0);
    if (SignificantBits.provable(left) <= bits) {
      return widened(maker, value, left, false);
    }
    Value inner = source(left, bits);
    return SignificantBits.isExtension(left) && inner.type().equals(value.type())
        ? maker.binary(Opcode.AND, inner, right)
        : value;
  }

  /** Memory takes the lower bits, whatever is above. */
  private static Value stored(Maker maker, Value value) {
    Value content = value.operand(1);
    Type type = content.type();
    Value source =
        SignificantBits.isExtension(content) || isMask(content, type.bits())
            ? source(content, type.bits())
            : content;
    if (source == content || source.isConstant() || source.type().isPointer()) {
      return value;
    }
    Opcode opcode = source.type().isWide() == type.isWide() ? Opcode.RETYPE : Opcode.ZERO_EXTEND;
    int bits = opcode == Opcode.RETYPE ? 0 : Integer.SIZE;
    value.setOperand(1, maker.add(opcode, type, bits, source));
    return value;
  }
}
