package dev.jbpf.ir.rewrite;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import java.util.function.UnaryOperator;

/** Puts others in the place of what a block uses. */
public final class OperandSubstitution {
  private OperandSubstitution() {}

  public static void replace(Block block, UnaryOperator<Value> change) {
    for (Value value : block.values()) {
      for (int i = 0; i < value.count(); i++) {
        value.setOperand(i, change.apply(value.operand(i)));
      }
    }
    Terminator end = block.terminator();
    for (Edge edge : end.edges()) {
      edge.setArguments(edge.arguments().stream().map(change).toList());
    }
    block.setTerminator(replaced(end, change));
  }

  private static Terminator replaced(Terminator end, UnaryOperator<Value> change) {
    if (end instanceof Terminator.Branch branch) {
      return new Terminator.Branch(
          branch.condition(),
          change.apply(branch.left()),
          change.apply(branch.right()),
          branch.then(),
          branch.otherwise(),
          branch.origin());
    }
    if (end instanceof Terminator.Switch all) {
      Value value = change.apply(all.value());
      return new Terminator.Switch(value, all.cases(), all.ways(), all.otherwise(), all.origin());
    }
    return end instanceof Terminator.Return ret
        ? new Terminator.Return(ret.value().map(change), ret.origin())
        : end;
  }
}
