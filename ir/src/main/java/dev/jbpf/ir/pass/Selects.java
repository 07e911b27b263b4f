package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.Sweep;
import dev.jbpf.ir.rewrite.Uses;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes choices between two values, and comparisons whose result is a number, as branches: {@code
 * r = a; if condition goto on; r = b; on:}.
 */
public final class Selects {
  private final Function function;
  private final Uses used;

  private Selects(Function function) {
    this.function = function;
    this.used = Uses.of(function);
  }

  /** Rewrites the choices of {@code function}. */
  public static void run(Function function) {
    for (Block block : function.blocks()) {
      if (hasChoice(block)) {
        new Selects(function).run();
        return;
      }
    }
  }

  private static boolean hasChoice(Block block) {
    for (Value value : block.values()) {
      if (isChoice(value)) {
        return true;
      }
    }
    return false;
  }

  private void run() {
    List<Block> blocks = new ArrayList<>();
    for (Block block : List.copyOf(function.blocks())) {
      blocks.add(block);
      if (hasChoice(block)) {
        rewrite(block, blocks);
      }
    }
    function.setBlocks(blocks);
    Sweep.update(function);
  }

  private static boolean isChoice(Value value) {
    return value.opcode().isCompare() || value.opcode() == Opcode.SELECT;
  }

  private void rewrite(Block block, List<Block> blocks) {
    List<Value> all = block.values();
    Terminator end = block.terminator();
    Block at = block;
    at.setValues(new ArrayList<>());
    for (Value value : all) {
      if (!isChoice(value)) {
        at.values().add(value);
      } else if (used.has(value)) {
        at = choose(value, at, blocks);
      }
    }
    at.setTerminator(end);
  }

  /** {@return the block where both ways meet again} */
  private Block choose(Value value, Block block, List<Block> blocks) {
    Maker maker = new Maker(function, block.values(), value);
    boolean isSelect = value.opcode() == Opcode.SELECT;
    Value condition = value.operand(0);
    Value right = isSelect ? maker.add(Opcode.CONSTANT, condition.type(), 0) : value.operand(1);
    Value first = isSelect ? value.operand(1) : maker.number(1);
    Value second = isSelect ? value.operand(2) : maker.number(0);
    Value copy = maker.add(Opcode.COPY, value.type(), 0, first);
    Block other = function.addBlock("");
    Block on = function.addBlock("");
    value.replaceWith(on.addParameter(value.type(), value.origin()).named(value.name()));
    other.setTerminator(new Terminator.Jump(Edge.to(on, second), value.origin()));
    block.setTerminator(
        new Terminator.Branch(
            isSelect ? Opcode.NE : value.opcode(),
            condition,
            right,
            Edge.to(on, copy),
            Edge.to(other),
            value.origin()));
    blocks.add(other);
    blocks.add(on);
    return on;
  }
}
