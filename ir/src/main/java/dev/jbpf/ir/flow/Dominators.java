package dev.jbpf.ir.flow;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import java.util.ArrayList;
import java.util.List;

/**
 * Which blocks all ways to a block lead through (Cooper, Harvey and Kennedy, "A Simple, Fast
 * Dominance Algorithm", 2001). The blocks of the function are in reverse postorder.
 */
public final class Dominators {
  private static final int NONE = -1;

  private final List<Block> blocks;
  private final int[] place;
  private final int[] parent;
  private final List<List<Block>> children = new ArrayList<>();

  private Dominators(Function function) {
    blocks = function.blocks();
    place = new int[function.blockCount()];
    parent = new int[blocks.size()];
    for (int i = 0; i < blocks.size(); i++) {
      place[blocks.get(i).id()] = i;
      parent[i] = NONE;
      children.add(List.of());
    }
  }

  /** {@return the dominators of {@code function}} */
  public static Dominators of(Function function) {
    Dominators dominators = new Dominators(function);
    dominators.find(Predecessors.of(function));
    return dominators;
  }

  private void find(Predecessors predecessors) {
    parent[0] = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 1; i < blocks.size(); i++) {
        int found = NONE;
        for (Predecessors.Entry entry : predecessors.of(blocks.get(i))) {
          int from = place[entry.from().id()];
          if (parent[from] != NONE) {
            found = found == NONE ? from : common(found, from);
          }
        }
        changed |= parent[i] != found;
        parent[i] = found;
      }
    }
    for (int i = 1; i < blocks.size(); i++) {
      addChild(parent[i], blocks.get(i));
    }
  }

  private void addChild(int dominator, Block block) {
    if (children.get(dominator).isEmpty()) {
      children.set(dominator, new ArrayList<>(2));
    }
    children.get(dominator).add(block);
  }

  private int common(int first, int second) {
    int a = first;
    int b = second;
    while (a != b) {
      if (a > b) {
        a = parent[a];
      } else {
        b = parent[b];
      }
    }
    return a;
  }

  /** {@return the blocks that {@code block} dominates immediately} */
  public List<Block> children(Block block) {
    return children.get(place[block.id()]);
  }

  /**
   * {@return whether all ways to {@code block} lead through {@code other}, or they are the same}
   */
  public boolean dominates(Block other, Block block) {
    int wanted = place[other.id()];
    int at = place[block.id()];
    while (at > wanted) {
      at = parent[at];
    }
    return at == wanted;
  }
}
