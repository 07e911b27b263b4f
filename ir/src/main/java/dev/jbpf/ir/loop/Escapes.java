package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.rewrite.Copies;
import dev.jbpf.ir.rewrite.OperandSubstitution;
import dev.jbpf.ir.rewrite.Variables;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What loops compute and others use behind them. When a loop is copied, it depends on the way which
 * copy's value that is: it becomes a variable, and that values again.
 */
final class Escapes {
  private final Function function;
  private final Variables<Value> variables;

  /** What the loops make, by their loop; with the block that makes it. */
  private final Map<NaturalLoop, Map<Value, Block>> made = new IdentityHashMap<>();

  private final Map<Value, NaturalLoop> ofValues = new HashMap<>();

  /** The loop of each block, copies among them. */
  private final Map<Block, NaturalLoop> ofBlocks = new HashMap<>();

  /** Of loops without a block in common. */
  Escapes(Function function, List<NaturalLoop> loops) {
    this.function = function;
    variables = new Variables<>(function);
    loops.forEach(this::add);
  }

  private void add(NaturalLoop loop) {
    Map<Value, Block> all = new HashMap<>();
    for (Block block : loop.blocks()) {
      block.parameters().forEach(value -> all.put(value, block));
      block.values().forEach(value -> all.put(value, block));
      ofBlocks.put(block, loop);
    }
    made.put(loop, all);
    all.forEach(
        (value, block) -> {
          ofValues.put(value, loop);
          variables.set(block, value, value);
        });
  }

  /** Takes notice of a copy of the loop. */
  void note(NaturalLoop loop, Copies copies) {
    loop.blocks().forEach(block -> ofBlocks.put(copies.of(block), loop));
    made.get(loop)
        .forEach((value, block) -> variables.set(copies.of(block), value, copies.of(value)));
  }

  /** Gives those who use such a value behind the loop the one of the round that they come from. */
  void resolve() {
    for (Block block : function.blocks()) {
      NaturalLoop own = ofBlocks.get(block);
      OperandSubstitution.replace(
          block,
          value -> {
            NaturalLoop maker = ofValues.get(value);
            return maker == null || maker == own ? value : read(block, value);
          });
    }
    variables.resolve();
  }

  private Value read(Block block, Value value) {
    return variables.get(block, value, value.type(), value.name(), value.origin());
  }
}
