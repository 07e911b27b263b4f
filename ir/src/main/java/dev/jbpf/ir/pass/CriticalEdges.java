package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.flow.Predecessors;
import dev.jbpf.ir.rewrite.TrivialParameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a block on each way from a block with several ways out to one with several ways in: what
 * happens on that way alone has a place then.
 */
public final class CriticalEdges {
  private CriticalEdges() {}

  /** Splits the edges of {@code function}. */
  public static void run(Function function) {
    TrivialParameters.run(function);
    Predecessors predecessors = Predecessors.of(function);
    List<Block> blocks = new ArrayList<>();
    for (Block block : List.copyOf(function.blocks())) {
      blocks.add(block);
      List<Edge> edges = block.terminator().edges();
      for (Edge edge : edges) {
        if (edges.size() > 1 && predecessors.of(edge.target()).size() > 1) {
          blocks.add(split(function, block, edge));
        }
      }
    }
    function.setBlocks(blocks);
  }

  private static Block split(Function function, Block from, Edge edge) {
    Block between = function.addBlock("");
    between.setTerminator(
        new Terminator.Jump(Edge.to(edge.target(), edge.arguments()), from.terminator().origin()));
    edge.redirect(between, List.of());
    return between;
  }
}
