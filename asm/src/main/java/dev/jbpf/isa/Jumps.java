package dev.jbpf.isa;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How conditional jumps go together, read off the bits of their opcodes. */
final class Jumps {
  private static final int CLASS = 0x07;
  private static final int JMP32 = 0x06;
  private static final int OPERATION = 0xf0;

  /** Operations whose conditions are each other's opposites. */
  private static final int[][] PAIRS = {
    {0x10, 0x50}, // == and !=
    {0x20, 0xb0}, // > and <=
    {0x30, 0xa0}, // >= and <
    {0x60, 0xd0}, // s> and s<=
    {0x70, 0xc0} // s>= and s<
  };

  private static final Map<Op, Op> OPPOSITES = new EnumMap<>(Op.class);

  static {
    for (Op op : Op.all()) {
      if (isConditional(op)) {
        find(op, opposite(op.opcode() & OPERATION)).ifPresent(other -> OPPOSITES.put(op, other));
      }
    }
  }

  private Jumps() {}

  private static boolean isConditional(Op op) {
    return op.format() == Format.JUMP_IMM || op.format() == Format.JUMP_REG;
  }

  private static int opposite(int operation) {
    for (int[] pair : PAIRS) {
      if (pair[0] == operation || pair[1] == operation) {
        return pair[0] + pair[1] - operation;
      }
    }
    return OPERATION;
  }

  private static Optional<Op> find(Op like, int operation) {
    return Op.of(like.opcode() & ~OPERATION | operation).filter(Jumps::isConditional);
  }

  static Optional<Op> opposite(Op op) {
    return Optional.ofNullable(OPPOSITES.get(op));
  }

  static Op on32(Op op) {
    return Op.of(op.opcode() & ~CLASS | JMP32).orElseThrow();
  }
}
