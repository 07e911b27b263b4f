package dev.jbpf.dsl.internal;

import dev.jbpf.code.Branch;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.Label;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.InvalidFieldException;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;

/** What mnemonics and the facade make their elements with. */
public final class ElementParts {
  private static final int MAX_U16 = 0xffff;

  private ElementParts() {}

  /** {@return a branch to {@code target}} */
  public static CodeElement branch(Op op, Reg dst, Reg src, int imm, Label target) {
    return new Branch(op, dst, src, imm, target);
  }

  /** {@return a branch to the label of that name} */
  public static CodeElement branch(Op op, Reg dst, Reg src, int imm, String target) {
    return new Branch(op, dst, src, imm, Label.named(target));
  }

  /** {@return a branch over {@code distance} slots} */
  public static CodeElement branch(Op op, Reg dst, Reg src, int imm, int distance) {
    return op.format().has(Field.OFF)
        ? Insn.of(op, dst, src, distance, imm)
        : Insn.of(op, dst, src, 0, distance);
  }

  /** {@return two numbers of 32 bits in one} */
  public static long pair32(int low, int high) {
    return (long) high << 32 | low & 0xffff_ffffL;
  }

  /** {@return two numbers of 16 bits in one} */
  public static long pair16(int high, int low) {
    check("high", high, 0, MAX_U16);
    check("low", low, 0, MAX_U16);
    return (long) high << 16 | low;
  }

  /** Refuses a number that the field has no room for. */
  public static void check(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidFieldException(field, value, min, max);
    }
  }
}
