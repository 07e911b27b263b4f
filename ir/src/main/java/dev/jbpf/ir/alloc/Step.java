package dev.jbpf.ir.alloc;

import dev.jbpf.ir.select.MachineInsn;

/** What a program with registers does next; places are numbers of {@link Locations}. */
public sealed interface Step {
  /** Copies all 64 bits; one of both is a register. */
  record Move(int from, int to) implements Step {
    @Override
    public String toString() {
      return Locations.name(to) + " = " + Locations.name(from);
    }
  }

  /** Makes a constant or an address, that of the register {@code recipe}, anew. */
  record Make(int recipe, int to) implements Step {
    @Override
    public String toString() {
      return Locations.name(to) + " = v" + recipe;
    }
  }

  /**
   * An instruction; arguments are where calls have them.
   *
   * @param result where its result goes; of those that have one
   * @param first where its first operand is; of those that have one
   * @param second where its second operand is; of those that have one
   */
  record Run(MachineInsn insn, int result, int first, int second) implements Step {
    @Override
    public String toString() {
      return (insn.result() < 0 ? "" : Locations.name(result) + ":v" + insn.result() + " = ")
          + insn.op()
          + (insn.first() < 0 ? "" : " " + Locations.name(first) + ":v" + insn.first())
          + (insn.second() < 0 ? "" : " " + Locations.name(second) + ":v" + insn.second());
    }
  }
}
