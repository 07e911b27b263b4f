package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Terminator.Branch;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.eval.Arithmetic;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.SignificantBits;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Branches whose way is known become jumps, and switches lose cases that cannot be; branches that
 * ask whether a comparison holds compare themselves; those that ask for a number in another byte
 * order ask for it in the machine's.
 */
public final class BranchFolding {
  private final Function function;
  private final ByteOrder order;

  private BranchFolding(Function function, ByteOrder order) {
    this.function = function;
    this.order = order;
  }

  /** Folds the branches of {@code function}, and drops the blocks that nothing leads to then. */
  public static void run(Function function, ByteOrder order) {
    new BranchFolding(function, order).run();
  }

  private void run() {
    boolean changed = false;
    for (Block block : function.blocks()) {
      Terminator before = block.terminator();
      Terminator after = folded(block, before);
      block.setTerminator(after);
      changed |= after.edges().size() < before.edges().size();
    }
    if (changed) {
      UnreachableBlocks.run(function);
    }
  }

  private Terminator folded(Block block, Terminator end) {
    if (end instanceof Branch branch) {
      return isKnown(branch) ? jump(branch, way(branch)) : swapped(block, compared(branch));
    }
    if (end instanceof Terminator.Switch all && all.value().isConstant()) {
      int index = all.cases().indexOf(all.value().immediate());
      return jump(end, index < 0 ? all.otherwise() : all.ways().get(index));
    }
    return end instanceof Terminator.Switch all ? possible(all) : end;
  }

  /** Without the cases that cannot be: verifiers before 6.8 would go their ways. */
  private static Terminator possible(Terminator.Switch all) {
    int[] kept =
        IntStream.range(0, all.cases().size())
            .filter(i -> !isTooLarge(all.cases().get(i), all.value()))
            .toArray();
    if (kept.length == all.cases().size()) {
      return all;
    }
    return kept.length == 0
        ? jump(all, all.otherwise())
        : new Terminator.Switch(
            all.value(),
            Arrays.stream(kept).mapToObj(all.cases()::get).toList(),
            Arrays.stream(kept).mapToObj(all.ways()::get).toList(),
            all.otherwise(),
            all.origin());
  }

  /** Whether {@code number} has a bit that {@code value} never has. */
  private static boolean isTooLarge(long number, Value value) {
    long bits = value.type().isWide() ? number : number & 0xffff_ffffL;
    return Long.SIZE - Long.numberOfLeadingZeros(bits) > SignificantBits.of(value);
  }

  private static Terminator jump(Terminator end, Edge edge) {
    return new Terminator.Jump(edge, end.origin());
  }

  private static boolean isKnown(Branch branch) {
    return branch.left().isConstant() && branch.right().isConstant()
        || isSame(branch.then(), branch.otherwise())
        || isNever(branch);
  }

  /** Whether what is compared cannot be equal to the constant. */
  private static boolean isNever(Branch branch) {
    return (branch.condition() == Opcode.EQ || branch.condition() == Opcode.NE)
        && branch.right().isConstant()
        && !branch.right().type().isPointer()
        && isTooLarge(branch.right().immediate(), branch.left());
  }

  private static boolean isSame(Edge one, Edge other) {
    List<Value> arguments = one.arguments();
    return one.target() == other.target() && arguments.equals(other.arguments());
  }

  private static Edge way(Branch branch) {
    if (!branch.left().isConstant() || !branch.right().isConstant()) {
      boolean isTaken = !isNever(branch) || branch.condition() == Opcode.NE;
      return isTaken ? branch.then() : branch.otherwise();
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

  /** Whether bytes in another order are those of a number: whether they are that number's. */
  private Branch swapped(Block block, Branch branch) {
    Value left = strip(branch.left());
    boolean isEquality = branch.condition() == Opcode.EQ || branch.condition() == Opcode.NE;
    boolean isOrder =
        switch (left.opcode()) {
          case SWAP, TO_LE, TO_BE -> true;
          default -> false;
        };
    int bits = (int) left.immediate();
    long number = branch.right().immediate();
    boolean fits = bits == Long.SIZE || bits < Long.SIZE && number >>> bits == 0;
    if (!isEquality || !isOrder || !branch.right().isConstant() || !fits) {
      return branch;
    }
    Maker maker = new Maker(function, block.values(), left);
    Value source = left.operand(0);
    return new Branch(
        branch.condition(),
        bits == Long.SIZE ? source : maker.add(Opcode.ZERO_EXTEND, left.type(), bits, source),
        maker.number(Arithmetic.unary(left.opcode(), bits, number, order)),
        branch.then(),
        branch.otherwise(),
        branch.origin());
  }

  private static boolean isQuestion(Branch branch) {
    boolean isOfZero =
        (branch.condition() == Opcode.NE || branch.condition() == Opcode.EQ)
            && branch.right().isConstant(0);
    return isOfZero && strip(branch.left()).opcode().isCompare();
  }

  private static Value strip(Value value) {
    Value at = value;
    while (at.opcode() == Opcode.RETYPE
        || at.opcode() == Opcode.ZERO_EXTEND
            && SignificantBits.of(at.operand(0)) <= at.immediate()) {
      at = at.operand(0);
    }
    return at;
  }
}
