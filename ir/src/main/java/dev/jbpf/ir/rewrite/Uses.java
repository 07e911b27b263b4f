package dev.jbpf.ir.rewrite;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Which values somebody uses. */
public final class Uses {
  private Uses() {}

  public static Set<Value> of(Function function) {
    Set<Value> used = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Block block : function.blocks()) {
      for (Value value : block.values()) {
        for (int i = 0; i < value.count(); i++) {
          used.add(value.operand(i));
        }
      }
      used.addAll(block.terminator().operands());
      for (Edge edge : block.terminator().edges()) {
        used.addAll(edge.arguments());
      }
    }
    return used;
  }
}
