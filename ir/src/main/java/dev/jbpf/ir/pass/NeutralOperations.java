package dev.jbpf.ir.pass;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.Rewrites;

/**
 * Leaves out what changes nothing, such as an addition of 0, and adds up constants that are added
 * one after the other. An address is never made of another one than before but by a constant: what
 * the verifier learned of it holds on.
 */
public final class NeutralOperations {
  private NeutralOperations() {}

  /** Simplifies the values of {@code function}. */
  public static void run(Function function) {
    Rewrites.run(function, NeutralOperations::simplify);
  }

  private static Value simplify(Maker maker, Value value) {
    return switch (value.opcode().kind()) {
      case BINARY -> binary(maker, ordered(value));
      case UNARY -> unary(maker, value);
      case OTHER -> value.opcode() == Opcode.OFFSET ? offset(maker, value) : value;
      default -> value;
    };
  }

  /** Constants to the right. */
  private static Value ordered(Value value) {
    boolean isTurned =
        value.opcode().isCommutative()
            && value.operand(0).isConstant()
            && !value.operand(1).isConstant();
    if (isTurned) {
      Value left = value.operand(1);
      value.setOperand(1, value.operand(0));
      value.setOperand(0, left);
    }
    return value;
  }

  private static Value binary(Maker maker, Value value) {
    Value left = value.operand(0);
    Value right = value.operand(1);
    if (right.isConstant()) {
      return withNumber(maker, value, left, right.immediate());
    }
    if (left != right) {
      return value;
    }
    return switch (value.opcode()) {
      case SUB, XOR -> maker.number(0);
      case AND, OR -> same(maker, value, left);
      default -> value;
    };
  }

  private static Value withNumber(Maker maker, Value value, Value left, long number) {
    long mask = value.type().width() - 1;
    return switch (value.opcode()) {
      case ADD, SUB -> number == 0 ? same(maker, value, left) : added(maker, value, left, number);
      case OR -> number == 0 ? same(maker, value, left) : number == -1 ? maker.number(-1) : value;
      case XOR -> number == 0 ? same(maker, value, left) : value;
      case SHL, SHR, SAR -> (number & mask) == 0 ? same(maker, value, left) : value;
      case AND ->
          number == 0
              ? maker.number(0)
              : number == -1 ? same(maker, value, left) : masked(maker, value, left, number);
      case MUL -> number == 0 ? maker.number(0) : number == 1 ? same(maker, value, left) : value;
      case DIV, SDIV ->
          number == 0 ? maker.number(0) : number == 1 ? same(maker, value, left) : value;
      case MOD, SMOD ->
          number == 0 ? same(maker, value, left) : number == 1 ? maker.number(0) : value;
      default -> value;
    };
  }

  /** {@code (x + a) - b} is {@code x + (a - b)}. */
  private static Value added(Maker maker, Value value, Value left, long number) {
    boolean isChain =
        (left.opcode() == Opcode.ADD || left.opcode() == Opcode.SUB)
            && left.operand(1).isConstant();
    if (!isChain) {
      return value;
    }
    long inner = left.operand(1).immediate();
    long sum =
        (value.opcode() == Opcode.ADD ? number : -number)
            + (left.opcode() == Opcode.ADD ? inner : -inner);
    return maker.binary(Opcode.ADD, left.operand(0), maker.number(sum));
  }

  private static Value masked(Maker maker, Value value, Value left, long number) {
    boolean isChain = left.opcode() == Opcode.AND && left.operand(1).isConstant();
    return isChain
        ? maker.binary(
            Opcode.AND, left.operand(0), maker.number(number & left.operand(1).immediate()))
        : value;
  }

  private static Value unary(Maker maker, Value value) {
    Value operand = value.operand(0);
    boolean isTwice =
        operand.opcode() == value.opcode() && operand.immediate() == value.immediate();
    return switch (value.opcode()) {
      case RETYPE ->
          operand.opcode() == Opcode.RETYPE
              ? maker.add(Opcode.RETYPE, value.type(), 0, operand.operand(0))
              : value;
      case ZERO_EXTEND, SIGN_EXTEND ->
          isTwice && operand.type().isWide() == value.type().isWide()
              ? same(maker, value, operand)
              : value;
      case NEGATE -> isTwice ? same(maker, value, operand.operand(0)) : value;
      case SWAP, TO_LE, TO_BE -> swappedBack(maker, value);
      default -> value;
    };
  }

  /** Bytes that were put in another order, and back. */
  private static Value swappedBack(Maker maker, Value value) {
    Value swapped = value.operand(0);
    while (swapped.opcode() == Opcode.RETYPE) {
      swapped = swapped.operand(0);
    }
    if (swapped.opcode() != value.opcode() || swapped.immediate() != value.immediate()) {
      return value;
    }
    Value first = swapped.operand(0);
    boolean isAsWide = first.type().isWide() == value.type().isWide();
    if (!isAsWide) {
      return value;
    }
    return value.immediate() == value.type().width()
        ? same(maker, value, first)
        : maker.add(Opcode.ZERO_EXTEND, value.type(), value.immediate(), first);
  }

  private static Value offset(Maker maker, Value value) {
    Value base = value.operand(0);
    if (!value.operand(1).isConstant()) {
      return value;
    }
    long number = value.operand(1).immediate();
    if (number == 0) {
      return same(maker, value, base);
    }
    boolean isChain = base.opcode() == Opcode.OFFSET && base.operand(1).isConstant();
    return isChain
        ? maker.add(
            Opcode.OFFSET,
            value.type(),
            0,
            base.operand(0),
            maker.add(
                Opcode.CONSTANT, value.operand(1).type(), number + base.operand(1).immediate()))
        : value;
  }

  private static Value same(Maker maker, Value value, Value other) {
    return other.type().equals(value.type())
        ? other
        : maker.add(Opcode.RETYPE, value.type(), 0, other);
  }
}
