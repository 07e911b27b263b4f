package dev.jbpf.dsl;

import dev.jbpf.isa.Reg;

/** The instructions that find the highest bit that is set, without a loop. */
final class Log2Instructions {
  private static final int WORD = 32;

  private Log2Instructions() {}

  static void emit(ProgramBuilder b, Reg slot, Reg value) {
    if (slot == value) {
      throw new IllegalArgumentException(
          "log2: " + slot + " cannot be both the slot and the value");
    }
    b.mov(slot, value).rsh(slot, WORD);
    b.ifThen(slot.ne(0), t -> t.mov(value, slot).mov(slot, WORD + 1)).orElse(t -> t.mov(slot, 1));
    for (int bits = WORD / 2; bits > 0; bits /= 2) {
      int half = bits;
      b.ifThen(value.ge(1 << half), t -> t.rsh(value, half).add(slot, half));
    }
  }
}
