package dev.jbpf.ir.check;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import java.util.Optional;

/** What each kind of instruction takes. */
final class OperandRules {
  private OperandRules() {}

  /** {@return what is wrong with the operands of {@code value}, if something is} */
  static Optional<String> broken(Value value) {
    int wanted = count(value.opcode());
    if (wanted >= 0 && value.count() != wanted) {
      return Optional.of("has " + value.count() + " operands, not " + wanted);
    }
    return switch (value.opcode().kind()) {
      case BINARY ->
          unless(isNumber(value, 0) && isNumber(value, 1), "computes with an address")
              .or(() -> unless(isAsWide(value, 0) && isAsWide(value, 1), "mixes widths"));
      case COMPARE ->
          unless(
              value.operand(0).type().isWide() == value.operand(1).type().isWide(),
              "compares different widths");
      case LOAD, STORE, ATOMIC ->
          unless(value.operand(0).type().isPointer(), "accesses memory at no address")
              .or(() -> unless(fits(value.immediate()), "has an offset beyond 16 bits"));
      case OTHER -> other(value);
      case UNARY ->
          unless(
              !keepsWidth(value.opcode()) || isAsWide(value, 0),
              "changes the width of its operand");
      case CALL -> unless(value.count() <= 5, "hands over more than five values");
      case LEAF -> Optional.empty();
    };
  }

  private static int count(Opcode opcode) {
    return switch (opcode.kind()) {
      case LEAF -> 0;
      case UNARY -> 1;
      case BINARY, COMPARE, STORE -> 2;
      case LOAD -> opcode == Opcode.READ_PACKET ? 2 : 1;
      case ATOMIC -> opcode == Opcode.COMPARE_EXCHANGE ? 3 : 2;
      case OTHER -> opcode == Opcode.SELECT ? 3 : 2;
      case CALL -> -1;
    };
  }

  private static Optional<String> other(Value value) {
    return switch (value.opcode()) {
      case OFFSET ->
          unless(
              value.operand(0).type().isPointer() && value.operand(1).type().isWide(),
              "goes on from no address, or by a narrow number");
      case SELECT -> unless(isAsWide(value, 1) && isAsWide(value, 2), "mixes widths");
      default -> Optional.empty();
    };
  }

  private static boolean keepsWidth(Opcode opcode) {
    return opcode == Opcode.RETYPE || opcode == Opcode.COPY || opcode == Opcode.NEGATE;
  }

  private static boolean isNumber(Value value, int index) {
    return value.operand(index).type() instanceof Type.Int;
  }

  private static boolean isAsWide(Value value, int index) {
    return value.operand(index).type().isWide() == value.type().isWide();
  }

  private static boolean fits(long offset) {
    return offset == (short) offset;
  }

  private static Optional<String> unless(boolean holds, String what) {
    return holds ? Optional.empty() : Optional.of(what);
  }
}
