package dev.jbpf.ir.flow;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Orders of blocks. */
public final class Order {
  private Order() {}

  private record Visit(Block block, Iterator<Edge> edges) {}

  /** {@return the blocks that can be reached, each after those that lead to it, but for loops} */
  public static List<Block> reversePostorder(Function function) {
    List<Block> order = new ArrayList<>(function.blocks().size());
    boolean[] seen = new boolean[function.blockCount()];
    Deque<Visit> stack = new ArrayDeque<>();
    push(stack, function.entry(), seen);
    while (!stack.isEmpty()) {
      Visit visit = stack.peek();
      if (!visit.edges().hasNext()) {
        order.add(stack.pop().block());
        continue;
      }
      Block next = visit.edges().next().target();
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
    List<Edge> edges = new ArrayList<>(block.terminator().edges());
    Collections.reverse(edges);
    stack.push(new Visit(block, edges.iterator()));
  }
}
