package dev.jbpf.verifier.step;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.scalar.ScalarArithmetic;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;

/** Arithmetic in which an address takes part. */
final class PointerMath {
  /** No offset of an address may be that far from zero, or farther. */
  private static final long MAX_OFFSET = 1L << 29;

  private final Machine machine;
  private final NumberLinks links;

  PointerMath(Machine machine, NumberLinks links) {
    this.machine = machine;
    this.links = links;
  }

  /** {@return {@code left op right}, one of which is an address} */
  Value apply(Op op, int dst, Value left, Value right) {
    if (left instanceof Pointer && right instanceof Pointer) {
      return difference(op, dst);
    }
    boolean isLeft = left instanceof Pointer;
    Pointer pointer = (Pointer) (isLeft ? left : right);
    Num num = (Num) (isLeft ? right : left);
    num.demand();
    if (op.width() == Integer.SIZE) {
      return narrow(op, dst);
    }
    if (pointer.kind() == PointerKind.UNTRUSTED_BYTES && !pointer.isNullable()) {
      return left; // Loads from there may fail anyway: nobody follows where it leads.
    }
    checkMovable(pointer, num.scalar(), op, dst);
    links.checkOffset(num, dst);
    checkOffset(pointer, num.scalar(), dst);
    return switch (op.operation()) {
      case ADD -> checked(plus(pointer, num.scalar()), dst);
      case SUB -> checked(minus(pointer, num.scalar(), isLeft, dst), dst);
      default ->
          throw Machine.refusal(
              Rule.POINTER_OPERATION,
              dst,
              "a pointer to " + pointer.kind() + " takes only addition and subtraction");
    };
  }

  private static Value difference(Op op, int dst) {
    if (op.operation() == Operation.SUB) {
      return Num.unknown();
    }
    Rule rule =
        op.operation() == Operation.ADD ? Rule.POINTER_PLUS_POINTER : Rule.POINTER_OPERATION;
    throw Machine.refusal(rule, dst, "both operands are pointers");
  }

  private static Value narrow(Op op, int dst) {
    if (op.operation() == Operation.SUB) {
      return Num.unknown();
    }
    throw Machine.refusal(Rule.POINTER_ARITHMETIC_32, dst, "32-bit arithmetic on a pointer");
  }

  private static void checkMovable(Pointer pointer, Scalar by, Op op, int dst) {
    if (pointer.isNullable()) {
      throw Machine.refusal(
          Rule.NULLABLE_ARITHMETIC,
          dst,
          "arithmetic before the null check on a pointer to " + pointer);
    }
    boolean isMovable =
        switch (pointer.kind()) {
          case PACKET_END, SOCKET, SOCK_COMMON, TCP_SOCK, XDP_SOCK -> false;
          case MAP -> by.is(0) && op.operation() == Operation.ADD;
          case FLOW_KEYS -> by.isConstant();
          case INSTRUCTION -> throw new Unknown("the address of an instruction is moved");
          default -> true;
        };
    if (!isMovable) {
      throw Machine.refusal(
          Rule.POINTER_KIND_ARITHMETIC, dst, "arithmetic on a pointer to " + pointer.kind());
    }
  }

  private static void checkOffset(Pointer pointer, Scalar by, int dst) {
    if (by.isConstant() && isFar(by.value())) {
      throw Machine.refusal(
          Rule.POINTER_OFFSET_RANGE,
          dst,
          "the offset added to a pointer is out of range: " + by.value());
    }
    if (isFar(pointer.off())) {
      throw Machine.refusal(
          Rule.POINTER_OFFSET_RANGE, dst, "the pointer's offset is out of range: " + pointer.off());
    }
    if (by.smin() == Long.MIN_VALUE) {
      throw Machine.refusal(
          Rule.UNBOUNDED_OFFSET, dst, "an unbounded value is added to a pointer: " + by);
    }
    if (isFar(by.smin())) {
      throw Machine.refusal(
          Rule.POINTER_OFFSET_RANGE, dst, "the offset added to a pointer is out of range: " + by);
    }
  }

  private static boolean isFar(long offset) {
    return offset >= MAX_OFFSET || offset <= -MAX_OFFSET;
  }

  private static Pointer checked(Pointer pointer, int dst) {
    checkOffset(pointer, pointer.var(), dst);
    return pointer;
  }

  private Pointer plus(Pointer pointer, Scalar by) {
    if (by.isConstant()) {
      return pointer.edit().at(pointer.off() + by.value(), pointer.var()).done();
    }
    Pointer.Draft moved = vary(pointer, Operation.ADD, by);
    return pointer.kind().isPacket() ? moved.id(machine.newId()).range(0).done() : moved.done();
  }

  private static Pointer.Draft vary(Pointer pointer, Operation operation, Scalar by) {
    return pointer
        .edit()
        .at(pointer.off(), ScalarArithmetic.apply(operation, Long.SIZE, pointer.var(), by));
  }

  private Pointer minus(Pointer pointer, Scalar by, boolean isLeft, int dst) {
    if (!isLeft) {
      throw Machine.refusal(Rule.POINTER_MINUS, dst, "a pointer is subtracted from a scalar");
    }
    if (pointer.kind() == PointerKind.STACK) {
      throw Machine.refusal(Rule.POINTER_MINUS, dst, "subtraction from a stack pointer");
    }
    if (by.isConstant()) {
      return pointer.edit().at(pointer.off() - by.value(), pointer.var()).done();
    }
    Pointer.Draft moved = vary(pointer, Operation.SUB, by);
    if (!pointer.kind().isPacket()) {
      return moved.done();
    }
    return moved.id(machine.newId()).range(by.smin() < 0 ? 0 : pointer.range()).done();
  }
}
