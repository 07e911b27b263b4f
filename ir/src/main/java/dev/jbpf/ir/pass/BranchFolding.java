package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Terminator.Branch;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.eval.Arithmetic;
import java.util.List;

/**
 * Branches whose way is known become jumps; those that ask whether a comparison holds compare
 * themselves.
 */
public final class BranchFolding {
  private BranchFolding() {}

  /** Folds the branches of {@code function}, and drops the blocks that nothing leads to then. */
  public static void run(Function function) {
    boolean changed = false;
    for (Block block : function.blocks()) {
      Terminator before = block.terminator();
      Terminator after = folded(before);
      block.setTerminator(after);
      changed |= after != before && after instanceof Terminator.Jump;
    }
    if (changed) {
      UnreachableBlocks.run(function);
    }
  }

  private static Terminator folded(Terminator end) {
    if (end instanceof Branch branch) {
      return isKnown(branch) ? jump(branch, way(branch)) : compared(branch);
    }
    if (end instanceof Terminator.Switch all && all.value().isConstant()) {
      int index = all.cases().indexOf(all.value().immediate());
      return jump(end, index < 0 ? all.otherwise() : all.ways().get(index));
    }
    return end;
  }

  private static Terminator jump(Terminator end, Edge edge) {
    return new Terminator.Jump(edge, end.origin());
  }

  private static boolean isKnown(Branch branch) {
    return branch.left().isConstant() && branch.right().isConstant()
        || isSame(branch.then(), branch.otherwise());
  }

  private static boolean isSame(Edge one, Edge other) {
    List<Value> arguments = one.arguments();
    return one.target() == other.target() && arguments.equals(other.arguments());
  }

  private static Edge way(Branch branch) {
    if (!branch.left().isConstant() || !branch.right().isConstant()) {
      return branch.then();
    }
    boolean holds =
        Arithmetic.compare(
            branch.condition(),
            branch.left().type().isWide(),
            branch.left().immediate(),
            branch.right().immediate());
    return holds ? branch.then() : branch.otherwise();
  }

  /** Whether yes or no is not 0, or is 0, is what that comparison says, or its opposite. */
  private static Branch compared(Branch branch) {
    Branch now = branch;
    while (isQuestion(now)) {
      Value asked = strip(now.left());
      boolean isTurned = now.condition() == Opcode.EQ;
      now =
          new Branch(
              asked.opcode(),
              asked.operand(0),
              asked.operand(1),
              isTurned ? now.otherwise() : now.then(),
              isTurned ? now.then() : now.otherwise(),
              now.origin());
    }
    return now;
  }

  private static boolean isQuestion(Branch branch) {
    boolean isOfZero =
        (branch.condition() == Opcode.NE || branch.condition() == Opcode.EQ)
            && branch.right().isConstant(0);
    return isOfZero && strip(branch.left()).opcode().isCompare();
  }

  private static Value strip(Value value) {
    Value at = value;
    while (at.opcode() == Opcode.RETYPE || at.opcode() == Opcode.ZERO_EXTEND) {
      at = at.operand(0);
    }
    return at;
  }
}
