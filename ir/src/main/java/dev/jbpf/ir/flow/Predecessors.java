package dev.jbpf.ir.flow;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import java.util.ArrayList;
import java.util.List;

/** The ways into each block, as they are when asked. */
public final class Predecessors {
  /** A way into a block. */
  public record Entry(Block from, Edge edge) {}

  private final List<List<Entry>> entries;

  private Predecessors(List<List<Entry>> entries) {
    this.entries = entries;
  }

  /** {@return the ways into the blocks of {@code function}} */
  public static Predecessors of(Function function) {
    List<List<Entry>> all = new ArrayList<>(function.blockCount());
    for (int i = 0; i < function.blockCount(); i++) {
      all.add(new ArrayList<>(2));
    }
    for (Block block : function.blocks()) {
      for (Edge edge : block.terminator().edges()) {
        all.get(edge.target().id()).add(new Entry(block, edge));
      }
    }
    return new Predecessors(all);
  }

  /** {@return the ways into {@code block}} */
  public List<Entry> of(Block block) {
    return entries.get(block.id());
  }
}
