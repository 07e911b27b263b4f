package dev.jbpf.ir.flow;

import dev.jbpf.ir.Function;

/**
 * Drops blocks that cannot be reached, and puts the others in an order in which each comes after
 * those that lead to it, but for loops: reverse postorder.
 */
public final class UnreachableBlocks {
  private UnreachableBlocks() {}

  /** Drops blocks of {@code function}. */
  public static void run(Function function) {
    function.setBlocks(Order.reversePostorder(function));
  }
}
