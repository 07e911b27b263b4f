package dev.jbpf.ir.check;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.Dominators;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Whether each value is made on all ways to where it is used: authors may carry one out of a branch
 * or a loop. Blocks are numbered as a walk through the tree of dominators enters and leaves them.
 */
public final class Availability {
  private final Function function;

  /** By the number of a value, one more than that of its block; 0 where nothing makes it. */
  private final int[] makers;

  private final Value[] made;

  private final int[] entered;
  private final int[] left;

  private Availability(Function function) {
    this.function = function;
    makers = new int[function.valueCount()];
    made = new Value[makers.length];
    entered = new int[function.blockCount()];
    left = new int[function.blockCount()];
  }

  /**
   * Checks {@code function}, whose blocks are all reached, each behind those that dominate it.
   *
   * @throws IrException at the first use of a value that need not be there
   */
  public static void check(Function function) {
    new Availability(function).run();
  }

  private void run() {
    number(Dominators.of(function));
    for (Block block : function.blocks()) {
      for (Value value : block.parameters()) {
        note(value, block);
      }
      for (Value value : block.values()) {
        note(value, block);
      }
    }
    for (Block block : function.blocks()) {
      for (Value value : block.values()) {
        for (int i = 0; i < value.count(); i++) {
          require(value.operand(i), block, value.origin());
        }
      }
      Origin end = block.terminator().origin();
      for (Value value : block.terminator().operands()) {
        require(value, block, end);
      }
      for (Edge edge : block.terminator().edges()) {
        require(edge, block, end);
      }
    }
  }

  private void note(Value value, Block block) {
    makers[value.id()] = block.id() + 1;
    made[value.id()] = value;
  }

  private void number(Dominators dominators) {
    Deque<List<Block>> open = new ArrayDeque<>();
    Deque<Block> parents = new ArrayDeque<>();
    int count = 0;
    open.push(new ArrayList<>(List.of(function.entry())));
    while (!open.isEmpty()) {
      List<Block> next = open.peek();
      if (next.isEmpty()) {
        open.pop();
        if (!parents.isEmpty()) {
          left[parents.pop().id()] = count;
        }
      } else {
        Block block = next.remove(next.size() - 1);
        entered[block.id()] = count++;
        parents.push(block);
        open.push(new ArrayList<>(dominators.children(block)));
      }
    }
  }

  private void require(Edge edge, Block block, Origin use) {
    for (int i = 0; i < edge.count(); i++) {
      require(edge.argument(i), block, use);
    }
  }

  private void require(Value value, Block block, Origin use) {
    if (value.id() >= made.length || made[value.id()] != null && made[value.id()] != value) {
      throw new IrException(
          "value-foreign",
          use,
          "a value of another program is used: it is of " + value.origin(),
          "a program has values of its own only, which are made each time it is built");
    }
    int maker = makers[value.id()] - 1;
    if (maker >= 0
        && (entered[block.id()] < entered[maker] || entered[block.id()] >= left[maker])) {
      throw new IrException(
          "value-elsewhere",
          use,
          "a value is used where control need not have been: it is of " + value.origin(),
          "put it into a variable, var(…), which holds something before");
    }
  }
}
