package dev.jbpf.code;

import dev.jbpf.isa.InvalidFieldException;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;

/**
 * An instruction that names a place: a jump, a call of a subprogram, or the address of one. Linking
 * writes the distance into {@code off} or {@code imm}.
 *
 * @param op an instruction with a target
 * @param dst destination register; R0 where {@code op} has none
 * @param src source register; R0 where {@code op} has none
 * @param imm what is compared with; 0 where {@code op} compares with a register, or with nothing
 * @param target the place
 */
public record Branch(Op op, Reg dst, Reg src, int imm, Label target) implements CodeElement {

  /**
   * A branch.
   *
   * @throws IllegalArgumentException if {@code op} has no target
   * @throws InvalidFieldException if an operand is given that {@code op} does not have
   */
  public Branch {
    if (!op.format().hasTarget()) {
      throw new IllegalArgumentException(op.mnemonic() + " has no target");
    }
    Insn.of(op, dst, src, 0, imm);
  }

  /** {@return a branch that compares nothing: {@code ja}, {@code call}, …} */
  public static Branch to(Op op, Label target) {
    return new Branch(op, Reg.R0, Reg.R0, 0, target);
  }

  /** {@return the instruction with a distance of zero} */
  Insn unlinked() {
    return Insn.of(op, dst, src, 0, imm);
  }
}
