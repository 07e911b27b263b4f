package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.dsl.check.Value.Number;
import dev.jbpf.isa.Format;
import java.util.Optional;

/** Whether a jump is taken, where both sides of its comparison are known. */
final class Decision {
  private static final int CLASS = 0x07;
  private static final int JMP = 0x05;
  private static final int OPERATION = 0xf0;

  private Decision() {}

  static Optional<Boolean> of(Insn jump, State state) {
    Format format = jump.op().format();
    boolean compares = format == Format.JUMP_IMM || format == Format.JUMP_REG;
    if (!compares || (jump.op().opcode() & CLASS) != JMP) {
      return Optional.empty();
    }
    Value right = format == Format.JUMP_IMM ? new Number(jump.imm()) : state.value(jump.src());
    return state.value(jump.dst()) instanceof Number a && right instanceof Number b
        ? compare(jump.op().opcode() & OPERATION, a.value(), b.value())
        : Optional.empty();
  }

  private static Optional<Boolean> compare(int operation, long a, long b) {
    int unsigned = Long.compareUnsigned(a, b);
    return switch (operation) {
      case 0x10 -> Optional.of(a == b);
      case 0x20 -> Optional.of(unsigned > 0);
      case 0x30 -> Optional.of(unsigned >= 0);
      case 0x40 -> Optional.of((a & b) != 0);
      case 0x50 -> Optional.of(a != b);
      case 0x60 -> Optional.of(a > b);
      case 0x70 -> Optional.of(a >= b);
      case 0xa0 -> Optional.of(unsigned < 0);
      case 0xb0 -> Optional.of(unsigned <= 0);
      case 0xc0 -> Optional.of(a < b);
      case 0xd0 -> Optional.of(a <= b);
      default -> Optional.empty();
    };
  }
}
