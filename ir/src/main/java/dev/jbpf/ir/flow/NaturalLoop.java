package dev.jbpf.ir.flow;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A loop with one way in, at its head.
 *
 * @param head where it starts
 * @param blocks its blocks, the head first, in reverse postorder
 */
public record NaturalLoop(Block head, List<Block> blocks) {
  /** {@return the loops of {@code function}, whose blocks are in reverse postorder} */
  public static List<NaturalLoop> all(Function function) {
    Dominators dominators = Dominators.of(function);
    Predecessors predecessors = Predecessors.of(function);
    int[] places = new int[function.blockCount()];
    for (int i = 0; i < function.blocks().size(); i++) {
      places[function.blocks().get(i).id()] = i;
    }
    List<NaturalLoop> loops = new ArrayList<>();
    for (Block head : function.blocks()) {
      Set<Block> inside = new HashSet<>();
      for (Predecessors.Entry entry : predecessors.of(head)) {
        if (dominators.dominates(head, entry.from())) {
          collect(head, entry.from(), predecessors, inside);
        }
      }
      if (!inside.isEmpty()) {
        List<Block> blocks = new ArrayList<>(inside);
        blocks.sort(Comparator.comparingInt(block -> places[block.id()]));
        loops.add(new NaturalLoop(head, blocks));
      }
    }
    return loops;
  }

  /** {@return the loops that have no other one inside} */
  public static List<NaturalLoop> innermost(Function function) {
    List<NaturalLoop> all = all(function);
    Set<Block> heads = new HashSet<>();
    all.forEach(loop -> heads.add(loop.head()));
    return all.stream().filter(loop -> loop.isInnermost(heads)).toList();
  }

  private boolean isInnermost(Set<Block> heads) {
    return blocks.stream().noneMatch(block -> block != head && heads.contains(block));
  }

  private static void collect(Block head, Block end, Predecessors predecessors, Set<Block> inside) {
    Deque<Block> work = new ArrayDeque<>(List.of(end));
    inside.add(head);
    while (!work.isEmpty()) {
      Block block = work.pop();
      if (inside.add(block)) {
        predecessors.of(block).forEach(entry -> work.push(entry.from()));
      }
    }
  }
}
