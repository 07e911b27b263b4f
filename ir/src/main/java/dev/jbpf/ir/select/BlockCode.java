package dev.jbpf.ir.select;

import static dev.jbpf.ir.select.MachineInsn.NONE;
import static dev.jbpf.ir.select.MachineInsn.NO_ARGUMENTS;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Value;
import dev.jbpf.isa.Op;
import java.util.ArrayList;
import java.util.List;

/** The instructions of a block, from the last to the first. */
final class BlockCode {
  private final ValueRegisters registers;
  private final List<MachineInsn> reversed = new ArrayList<>();

  /** What is made anew for the instruction that comes next. */
  private final List<MachineInsn> before = new ArrayList<>(2);

  BlockCode(ValueRegisters registers) {
    this.registers = registers;
  }

  /** {@return a register that holds {@code value}; what is made anew is, for this use} */
  int use(Value value) {
    Value root = registers.root(value);
    if (!ValueRegisters.isRecipe(root)) {
      return registers.anyOf(root);
    }
    int register = registers.create();
    before.add(Rematerialization.make(root, register));
    return register;
  }

  void add(Op op, int result, int first, int second, int off, long imm, int target, Origin origin) {
    add(
        new MachineInsn(
            op, result, first, second, off, imm, NO_ARGUMENTS, Referent.NONE, target, origin));
  }

  void add(Op op, int result, int first, int second, long imm, Origin origin) {
    add(op, result, first, second, 0, imm, NONE, origin);
  }

  void add(MachineInsn insn) {
    reversed.add(insn);
    reversed.addAll(before);
    before.clear();
  }

  void exit(Value value, Origin origin) {
    int[] result = {registers.anyOf(value)};
    add(new MachineInsn(Op.EXIT, NONE, NONE, NONE, 0, 0, result, Referent.NONE, NONE, origin));
  }

  /** Appends all in order. */
  void moveTo(List<MachineInsn> insns) {
    for (int i = reversed.size() - 1; i >= 0; i--) {
      insns.add(reversed.get(i));
    }
  }
}
