package dev.jbpf.ir.select;

import static dev.jbpf.ir.select.MachineInsn.NONE;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.TargetMachine;
import java.util.OptionalLong;

/**
 * The jump of a branch. Where the upper halves of both registers are zero, all 64 bits are
 * compared: that says the same, on any machine, and the verifier learns more of it.
 */
final class BranchSelector {
  private final ValueRegisters registers;
  private final boolean hasHalves;

  BranchSelector(ValueRegisters registers, TargetMachine target) {
    this.registers = registers;
    this.hasHalves = target.supports(Op.JEQ32_IMM);
  }

  void select(Terminator.Branch branch, int target, BlockCode code) {
    boolean isTurned =
        registers.constant(branch.left()).isPresent()
            && registers.constant(branch.right()).isEmpty();
    Operation asked = branch.condition().machine();
    Operation operation = isTurned ? asked.exchanged() : asked;
    Value left = isTurned ? branch.right() : branch.left();
    Value right = isTurned ? branch.left() : branch.right();
    Origin origin = branch.origin();
    if (left.type().isWide()) {
      compare(operation, Long.SIZE, left, right, target, origin, code);
    } else if (!operation.isSigned() && registers.isClean(left) && isZeroAbove(right)) {
      compare(operation, Long.SIZE, left, right, target, origin, code);
    } else if (hasHalves) {
      compare(operation, Integer.SIZE, left, right, target, origin, code);
    } else {
      extended(operation, left, right, target, origin, code);
    }
  }

  /** Numbers are immediates here, extended by their sign. */
  private boolean isZeroAbove(Value value) {
    OptionalLong number = registers.constant(value);
    return number.isPresent() ? number.getAsLong() >= 0 : registers.isClean(value);
  }

  private void compare(
      Operation operation,
      int width,
      Value left,
      Value right,
      int target,
      Origin origin,
      BlockCode code) {
    OptionalLong number = registers.constant(right);
    int first = code.use(left);
    if (number.isPresent() && number.getAsLong() == (int) number.getAsLong()) {
      Op op = Ops.jump(operation, width, true);
      code.add(op, NONE, first, NONE, 0, number.getAsLong(), target, origin);
    } else {
      Op op = Ops.jump(operation, width, false);
      code.add(op, NONE, first, code.use(right), 0, 0, target, origin);
    }
  }

  /** On machines that cannot compare halves: extends both, as the comparison looks at them. */
  private void extended(
      Operation operation, Value left, Value right, int target, Origin origin, BlockCode code) {
    boolean isSigned = operation.isSigned();
    int first = registers.create();
    OptionalLong number = registers.constant(right);
    boolean isImmediate = number.isPresent() && (isSigned || number.getAsLong() >= 0);
    int second = isImmediate ? NONE : registers.create();
    Op op = Ops.of(operation, Long.SIZE, isImmediate ? Format.JUMP_IMM : Format.JUMP_REG);
    code.add(op, NONE, first, second, 0, isImmediate ? number.getAsLong() : 0, target, origin);
    if (!isImmediate) {
      extend(right, second, isSigned, origin, code);
    }
    extend(left, first, isSigned, origin, code);
  }

  private void extend(Value value, int result, boolean isSigned, Origin origin, BlockCode code) {
    if (!isSigned) {
      code.add(Op.MOV32_REG, result, NONE, code.use(value), 0, origin);
      return;
    }
    int shifted = registers.create();
    code.add(Op.ARSH_IMM, result, shifted, NONE, Integer.SIZE, origin);
    code.add(Op.LSH_IMM, shifted, code.use(value), NONE, Integer.SIZE, origin);
  }
}
