package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Rules of the verifier that an instruction breaks by itself, wherever it stands. */
final class InsnRules {
  private static final Set<Op> DIVISIONS =
      EnumSet.of(
          Op.DIV_IMM,
          Op.MOD_IMM,
          Op.SDIV_IMM,
          Op.SMOD_IMM,
          Op.DIV32_IMM,
          Op.MOD32_IMM,
          Op.SDIV32_IMM,
          Op.SMOD32_IMM);

  private static final Set<Op> SHIFTS64 = EnumSet.of(Op.LSH_IMM, Op.RSH_IMM, Op.ARSH_IMM);
  private static final Set<Op> SHIFTS32 = EnumSet.of(Op.LSH32_IMM, Op.RSH32_IMM, Op.ARSH32_IMM);

  private InsnRules() {}

  static Optional<Rule> broken(Insn insn) {
    Op op = insn.op();
    if (DIVISIONS.contains(op) && insn.imm() == 0) {
      return Rule.broken("division-by-zero", op.mnemonic() + " by 0", "the verifier refuses it");
    }
    int bits = SHIFTS64.contains(op) ? 64 : SHIFTS32.contains(op) ? 32 : 0;
    if (bits > 0 && (insn.imm() < 0 || insn.imm() >= bits)) {
      return Rule.broken(
          "shift-range",
          op.mnemonic() + " by " + insn.imm(),
          "a shift goes from 0 to " + (bits - 1) + " bits");
    }
    return (Effects.of(insn).writes() & 1 << Reg.R10.number()) == 0
        ? Optional.empty()
        : Rule.broken(
            "frame-pointer", op.mnemonic() + " writes r10", "r10 is read-only: copy it first");
  }
}
