package dev.jbpf.dsl.internal;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;

/** Loads constants by the shortest instruction that holds them. */
public final class ConstantLoads {
  private ConstantLoads() {}

  public static CodeElement load(Reg dst, long value) {
    if (value == (value & 0xffff_ffffL) && value != (int) value) {
      return Insn.of(Op.MOV32_IMM, dst, Reg.R0, 0, (int) value);
    }
    return value == (int) value
        ? Insn.of(Op.MOV_IMM, dst, Reg.R0, 0, value)
        : Insn.of(Op.LDDW, dst, Reg.R0, 0, value);
  }
}
