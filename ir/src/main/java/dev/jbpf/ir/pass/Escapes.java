package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.rewrite.Copies;
import dev.jbpf.ir.rewrite.Operands;
import dev.jbpf.ir.rewrite.Variables;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a loop computes and others use behind it. When the loop is copied, it depends on the way
 * which copy's value that is: it becomes a variable, and that values again.
 */
final class Escapes {
  private final Variables<Value> variables;
  private final Map<Value, Block> made = new HashMap<>();

  /** The blocks that are not of the loop. */
  private final List<Block> outside;

  Escapes(Function function, NaturalLoop loop) {
    variables = new Variables<>(function);
    Set<Block> inside = new HashSet<>(loop.blocks());
    outside = function.blocks().stream().filter(block -> !inside.contains(block)).toList();
    for (Block block : loop.blocks()) {
      block.parameters().forEach(value -> made.put(value, block));
      block.values().forEach(value -> made.put(value, block));
    }
    made.forEach((value, block) -> variables.set(block, value, value));
  }

  /** Takes notice of a copy of the loop. */
  void note(Copies copies) {
    made.forEach((value, block) -> variables.set(copies.of(block), value, copies.of(value)));
  }

  /** Gives those who use such a value behind the loop the one of the round that they come from. */
  void resolve() {
    for (Block block : outside) {
      Operands.replace(block, value -> made.containsKey(value) ? read(block, value) : value);
    }
    variables.resolve();
  }

  private Value read(Block block, Value value) {
    return variables.get(block, value, value.type(), value.name(), value.origin());
  }
}
