package dev.jbpf.ir.rewrite;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;

/** Puts what stands for values now in their place, in a whole function. */
public final class Sweep {
  private Sweep() {}

  /** Replaces the operands of {@code function} that are replaced, and drops what was. */
  public static void update(Function function) {
    for (Block block : function.blocks()) {
      block.parameters().removeIf(Value::isReplaced);
      block.values().removeIf(Value::isReplaced);
      for (Value value : block.values()) {
        value.update();
      }
      block.setTerminator(block.terminator().updated());
    }
  }
}
