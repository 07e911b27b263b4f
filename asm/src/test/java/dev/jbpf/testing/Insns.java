package dev.jbpf.testing;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary instructions, from the instruction table alone. */
public final class Insns {
  private Insns() {}

  /** {@return instructions of that row with all values that its operands can have} */
  public static Arbitrary<Insn> of(Op op) {
    Format format = op.format();
    return Combinators.combine(
            registers(format.has(Field.DST)),
            registers(format.has(Field.SRC)),
            offsets(format.offset()),
            immediates(format.immediate()))
        .as((dst, src, off, imm) -> Insn.of(op, dst, src, off, imm));
  }

  private static Arbitrary<Reg> registers(boolean present) {
    return present ? Arbitraries.of(Reg.class) : Arbitraries.just(Reg.R0);
  }

  private static Arbitrary<Integer> offsets(Offset offset) {
    return Arbitraries.integers().between(offset.min(), offset.max());
  }

  private static Arbitrary<Long> immediates(Immediate immediate) {
    return Arbitraries.longs().between(immediate.min(), immediate.max());
  }
}
