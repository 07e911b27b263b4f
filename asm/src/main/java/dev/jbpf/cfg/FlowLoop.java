package dev.jbpf.cfg;

import java.util.BitSet;

/**
 * A loop: the block that it starts at, and all blocks that lead to an edge back to that one without
 * passing it.
 *
 * @param header the index of the block that it starts at
 * @param blocks the indexes of its blocks, the header among them
 */
public record FlowLoop(int header, BitSet blocks) {

  /** A loop; {@code blocks} are copied. */
  public FlowLoop {
    blocks = (BitSet) blocks.clone();
  }

  @Override
  public BitSet blocks() {
    return (BitSet) blocks.clone();
  }
}
