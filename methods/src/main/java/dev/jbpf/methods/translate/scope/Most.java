package dev.jbpf.methods.translate.scope;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/** How large a number can be, as what computes it says: a mask, a shift, a type of few bits. */
public final class Most {
  private static final long UNKNOWN = 0xffff_ffffL;

  private Most() {}

  /** {@return a number of 32 bits, without sign, that {@code value} is never above} */
  public static long of(Value value) {
    if (value.isConstant()) {
      return value.immediate() & UNKNOWN;
    }
    return switch (value.opcode()) {
      case AND -> Math.min(of(value.operand(0)), of(value.operand(1)));
      case SHR -> shifted(value);
      case RETYPE, COPY -> of(value.operand(0));
      default -> ofType(value.type());
    };
  }

  private static long ofType(Type type) {
    return type.isSigned() || type.isPointer() || type.bits() >= Integer.SIZE
        ? UNKNOWN
        : (1L << type.bits()) - 1;
  }

  private static long shifted(Value value) {
    Value count = value.operand(1);
    return count.isConstant() && !value.type().isWide()
        ? of(value.operand(0)) >>> (count.immediate() & (Integer.SIZE - 1))
        : UNKNOWN;
  }
}
