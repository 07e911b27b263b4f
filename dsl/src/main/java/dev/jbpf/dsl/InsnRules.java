package dev.jbpf.dsl;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Rules of the verifier that an instruction breaks by itself, wherever it stands. */
final class InsnRules {
  private static final int STACK = 512;
  private static final int SIZE_BITS = 0x18;

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

  /** A broken rule, as a diagnostic has it. */
  record Rule(String code, String message, String note) {}

  private InsnRules() {}

  static Optional<Rule> broken(Insn insn) {
    Op op = insn.op();
    if (DIVISIONS.contains(op) && insn.imm() == 0) {
      return rule("divide-by-zero", op.mnemonic() + " by 0", "the verifier refuses it");
    }
    int bits = SHIFTS64.contains(op) ? 64 : SHIFTS32.contains(op) ? 32 : 0;
    if (bits > 0 && (insn.imm() < 0 || insn.imm() >= bits)) {
      return rule(
          "shift-range",
          op.mnemonic() + " by " + insn.imm(),
          "a shift goes from 0 to " + (bits - 1) + " bits");
    }
    if ((Effects.of(insn).writes() & 1 << Reg.R10.number()) != 0) {
      return rule(
          "frame-pointer", op.mnemonic() + " writes r10", "r10 is read-only: copy it first");
    }
    return stack(insn);
  }

  private static Optional<Rule> stack(Insn insn) {
    if (Effects.accessed(insn) != 1 << Reg.R10.number()) {
      return Optional.empty();
    }
    int size = size(insn.op());
    if (insn.off() >= -STACK && insn.off() + size <= 0) {
      return Optional.empty();
    }
    return rule(
        "stack-range",
        String.format(
            "%s: bytes %d to %d of the stack",
            insn.op().mnemonic(), insn.off(), insn.off() + size - 1),
        "the stack is bytes -512 to -1 from r10");
  }

  private static int size(Op op) {
    return switch (op.opcode() & SIZE_BITS) {
      case 0x10 -> 1;
      case 0x08 -> 2;
      case 0x00 -> 4;
      default -> 8;
    };
  }

  private static Optional<Rule> rule(String code, String message, String note) {
    return Optional.of(new Rule(code, message, note));
  }
}
