package dev.jbpf.ir.rewrite;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;

/** Which values somebody uses. */
public final class Uses {
  private final boolean[] used;

  private Uses(int values) {
    used = new boolean[values];
  }

  public static Uses of(Function function) {
    Uses uses = new Uses(function.valueCount());
    for (Block block : function.blocks()) {
      for (Value value : block.values()) {
        for (int i = 0; i < value.count(); i++) {
          uses.note(value.operand(i));
        }
      }
      block.terminator().operands().forEach(uses::note);
      for (Edge edge : block.terminator().edges()) {
        edge.arguments().forEach(uses::note);
      }
    }
    return uses;
  }

  private void note(Value value) {
    used[value.id()] = true;
  }

  /** {@return whether somebody uses {@code value}, which was there when this was made} */
  public boolean has(Value value) {
    return used[value.id()];
  }
}
