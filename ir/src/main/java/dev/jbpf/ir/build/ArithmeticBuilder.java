package dev.jbpf.ir.build;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;

/**
 * Arithmetic and comparisons. Both operands are of one width, 32 or 64 bits; the result has the
 * type of the first, whose sign decides where a sign matters. Numbers of 8 and 16 bits are cut to
 * their size after each step.
 */
abstract class ArithmeticBuilder extends ValueBuilder {
  ArithmeticBuilder(Function function) {
    super(function);
  }

  /** {@return {@code left + right}} */
  public Value add(Value left, Value right) {
    return binary(Opcode.ADD, left, right);
  }

  /** {@return {@code left + right}} */
  public Value add(Value left, long right) {
    return add(left, like(left, right));
  }

  /** {@return {@code left - right}} */
  public Value sub(Value left, Value right) {
    return binary(Opcode.SUB, left, right);
  }

  /** {@return {@code left - right}} */
  public Value sub(Value left, long right) {
    return sub(left, like(left, right));
  }

  /** {@return {@code left * right}} */
  public Value mul(Value left, Value right) {
    return binary(Opcode.MUL, left, right);
  }

  /** {@return {@code left * right}} */
  public Value mul(Value left, long right) {
    return mul(left, like(left, right));
  }

  /** {@return {@code left / right}, 0 if that is 0; signed if {@code left} is} */
  public Value div(Value left, Value right) {
    return binary(ofType(Opcode.DIV, left), left, right);
  }

  /** {@return {@code left / right}, 0 if that is 0; signed if {@code left} is} */
  public Value div(Value left, long right) {
    return div(left, like(left, right));
  }

  /** {@return the rest of {@code left / right}, {@code left} if that is 0; signed if it is} */
  public Value mod(Value left, Value right) {
    return binary(ofType(Opcode.MOD, left), left, right);
  }

  /** {@return the rest of {@code left / right}, {@code left} if that is 0; signed if it is} */
  public Value mod(Value left, long right) {
    return mod(left, like(left, right));
  }

  /** {@return the bits that both have} */
  public Value and(Value left, Value right) {
    return binary(Opcode.AND, left, right);
  }

  /** {@return the bits that both have} */
  public Value and(Value left, long right) {
    return and(left, like(left, right));
  }

  /** {@return the bits that one of both has} */
  public Value or(Value left, Value right) {
    return binary(Opcode.OR, left, right);
  }

  /** {@return the bits that one of both has} */
  public Value or(Value left, long right) {
    return or(left, like(left, right));
  }

  /** {@return the bits that exactly one of both has} */
  public Value xor(Value left, Value right) {
    return binary(Opcode.XOR, left, right);
  }

  /** {@return the bits that exactly one of both has} */
  public Value xor(Value left, long right) {
    return xor(left, like(left, right));
  }

  /** {@return {@code left} shifted to the left, by {@code right} modulo 32 or 64} */
  public Value shl(Value left, Value right) {
    return binary(Opcode.SHL, left, right);
  }

  /** {@return {@code left} shifted to the left, by {@code right} modulo 32 or 64} */
  public Value shl(Value left, long right) {
    return shl(left, like(left, right));
  }

  /** {@return {@code left} shifted to the right, with its sign if it is signed} */
  public Value shr(Value left, Value right) {
    return binary(ofType(Opcode.SHR, left), left, right);
  }

  /** {@return {@code left} shifted to the right, with its sign if it is signed} */
  public Value shr(Value left, long right) {
    return shr(left, like(left, right));
  }

  private static Opcode ofType(Opcode opcode, Value left) {
    return left.type().isSigned() ? opcode.signed() : opcode;
  }

  /** {@return {@code -value}} */
  public Value negate(Value value) {
    return fitted(emit(Opcode.NEGATE, value.type(), 0, Referent.NONE, value));
  }

  /** {@return all bits of {@code value} turned over} */
  public Value not(Value value) {
    return xor(value, -1);
  }

  /**
   * {@return the result of any row of the table with two operands}
   *
   * @throws dev.jbpf.ir.IrException if the operands have different widths, or an address is one
   */
  public Value binary(Opcode opcode, Value left, Value right) {
    requireNumbers(opcode, left, right);
    return fitted(emit(opcode, left.type(), 0, Referent.NONE, left, right));
  }

  private void requireNumbers(Opcode opcode, Value left, Value right) {
    if (left.type().isPointer() || right.type().isPointer()) {
      throw error(
          "number-wanted",
          opcode + " of " + left.type() + " and " + right.type() + ": addresses have no arithmetic",
          "offset(…) goes on from an address, distance(…) is between two");
    }
    requireWidth(opcode, left, right);
  }

  private void requireWidth(Opcode opcode, Value left, Value right) {
    if (left.type().isWide() != right.type().isWide()) {
      throw error(
          "width",
          opcode + " of " + left.type() + " and " + right.type() + ": the widths differ",
          "cast(…) one of them");
    }
  }

  /** Cuts what 32-bit arithmetic made of numbers of fewer bits. */
  private Value fitted(Value value) {
    return value.type().bits() < Integer.SIZE ? cut(value, value.type()) : value;
  }

  private Value cut(Value value, Type type) {
    Opcode opcode = type.isSigned() ? Opcode.SIGN_EXTEND : Opcode.ZERO_EXTEND;
    return emit(opcode, type, type.bits(), Referent.NONE, value);
  }

  /** {@return the number as a constant of the type of {@code value}} */
  protected final Value like(Value value, long number) {
    return constant(value.type().isPointer() ? Type.U64 : value.type(), number);
  }

  /**
   * {@return {@code value} as {@code type}: as Java's casts do it, the lower bits, or extended by
   * the sign of what it was; of yes and no: whether it is not 0}
   */
  public Value cast(Value value, Type type) {
    Type from = value.type();
    if (from.equals(type)) {
      return value;
    }
    if (type == Type.BOOL) {
      return compare(Opcode.NE, value, like(value, 0));
    }
    if (type.isWide()) {
      return from.isWide() ? retype(value, type) : widened(value, type);
    }
    boolean isKept = !from.isWide() && keeps(from, type);
    return isKept ? retype(value, type) : cut(value, type);
  }

  /** Whether all numbers of {@code from}, extended to 32 bits, are those of {@code to}. */
  private static boolean keeps(Type from, Type to) {
    return to.bits() == Integer.SIZE
        || from.isSigned() == to.isSigned() && from.bits() <= to.bits()
        || !from.isSigned() && from.bits() < to.bits();
  }

  private Value widened(Value value, Type type) {
    Opcode opcode = value.type().isSigned() ? Opcode.SIGN_EXTEND : Opcode.ZERO_EXTEND;
    return emit(opcode, type, Integer.SIZE, Referent.NONE, value);
  }

  /**
   * {@return the same bits as {@code type}}
   *
   * @throws dev.jbpf.ir.IrException if that has another width
   */
  public Value retype(Value value, Type type) {
    if (value.type().equals(type)) {
      return value;
    }
    if (value.type().isWide() != type.isWide()) {
      throw error("width", "a " + value.type() + " has not the width of a " + type);
    }
    return emit(Opcode.RETYPE, type, 0, Referent.NONE, value);
  }

  /** {@return the lower {@code bits} of {@code value}, 16, 32 or 64, with their bytes reversed} */
  public Value swap(Value value, int bits) {
    return emit(Opcode.SWAP, value.type(), bits, Referent.NONE, value);
  }

  /** {@return the lower {@code bits} of {@code value} from big-endian order, or to it} */
  public Value bigEndian(Value value, int bits) {
    return emit(Opcode.TO_BE, value.type(), bits, Referent.NONE, value);
  }

  /** {@return the lower {@code bits} of {@code value} from little-endian order, or to it} */
  public Value littleEndian(Value value, int bits) {
    return emit(Opcode.TO_LE, value.type(), bits, Referent.NONE, value);
  }

  /** {@return yes or no} */
  public Value compare(Opcode opcode, Value left, Value right) {
    requireWidth(opcode, left, right);
    return emit(opcode, Type.BOOL, 0, Referent.NONE, left, right);
  }

  /** {@return {@code then} if {@code condition} is not zero, else {@code otherwise}} */
  public Value select(Value condition, Value then, Value otherwise) {
    requireWidth(Opcode.SELECT, then, otherwise);
    return emit(Opcode.SELECT, then.type(), 0, Referent.NONE, condition, then, otherwise);
  }

  /** {@return the question whether {@code left == right}} */
  public BranchCondition eq(Value left, Value right) {
    return ask(Opcode.EQ, left, right);
  }

  /** {@return the question whether {@code left == right}} */
  public BranchCondition eq(Value left, long right) {
    return eq(left, like(left, right));
  }

  /** {@return the question whether {@code left != right}} */
  public BranchCondition ne(Value left, Value right) {
    return ask(Opcode.NE, left, right);
  }

  /** {@return the question whether {@code left != right}} */
  public BranchCondition ne(Value left, long right) {
    return ne(left, like(left, right));
  }

  /** {@return the question whether {@code left < right}, signed if {@code left} is} */
  public BranchCondition lt(Value left, Value right) {
    return ask(ofType(Opcode.LT, left), left, right);
  }

  /** {@return the question whether {@code left < right}, signed if {@code left} is} */
  public BranchCondition lt(Value left, long right) {
    return lt(left, like(left, right));
  }

  /** {@return the question whether {@code left <= right}, signed if {@code left} is} */
  public BranchCondition le(Value left, Value right) {
    return ask(ofType(Opcode.LE, left), left, right);
  }

  /** {@return the question whether {@code left <= right}, signed if {@code left} is} */
  public BranchCondition le(Value left, long right) {
    return le(left, like(left, right));
  }

  /** {@return the question whether {@code left > right}, signed if {@code left} is} */
  public BranchCondition gt(Value left, Value right) {
    return ask(ofType(Opcode.GT, left), left, right);
  }

  /** {@return the question whether {@code left > right}, signed if {@code left} is} */
  public BranchCondition gt(Value left, long right) {
    return gt(left, like(left, right));
  }

  /** {@return the question whether {@code left >= right}, signed if {@code left} is} */
  public BranchCondition ge(Value left, Value right) {
    return ask(ofType(Opcode.GE, left), left, right);
  }

  /** {@return the question whether {@code left >= right}, signed if {@code left} is} */
  public BranchCondition ge(Value left, long right) {
    return ge(left, like(left, right));
  }

  /** {@return the question whether {@code value} has one of the bits of {@code mask}} */
  public BranchCondition hasAny(Value value, long mask) {
    return ask(Opcode.SET, value, like(value, mask));
  }

  /** {@return the question whether {@code value} is not zero, not null} */
  public BranchCondition isSet(Value value) {
    return ne(value, 0);
  }

  /** {@return the question of any row of the table} */
  public BranchCondition ask(Opcode opcode, Value left, Value right) {
    requireWidth(opcode, left, right);
    return new BranchCondition.Compare(opcode, left, right);
  }
}
