package dev.jbpf.ir.flow;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Orders of blocks. */
public final class Order {
  private Order() {}

  /** A block some of whose ways out are still to be followed. */
  private static final class Visit {
    private final Block block;
    private final List<Edge> edges;
    private int left;

    Visit(Block block) {
      this.block = block;
      this.edges = block.terminator().edges();
      this.left = edges.size();
    }
  }

  /** {@return the blocks that can be reached, each after those that lead to it, but for loops} */
  public static List<Block> reversePostorder(Function function) {
    List<Block> order = new ArrayList<>(function.blocks().size());
    boolean[] seen = new boolean[function.blockCount()];
    Deque<Visit> stack = new ArrayDeque<>();
    push(stack, function.entry(), seen);
    while (!stack.isEmpty()) {
      Visit visit = stack.peek();
      if (visit.left == 0) {
        order.add(stack.pop().block);
        continue;
      }
      Block next = visit.edges.get(--visit.left).target();
      if (!seen[next.id()]) {
        push(stack, next, seen);
      }
    }
    Collections.reverse(order);
    return order;
  }

  /** The last way first, so that the first one comes right behind its block. */
  private static void push(Deque<Visit> stack, Block block, boolean[] seen) {
    seen[block.id()] = true;
    stack.push(new Visit(block));
  }
}
