package dev.jbpf.ir.check;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.Dominators;
import dev.jbpf.ir.flow.Order;
import dev.jbpf.ir.flow.Predecessors;
import dev.jbpf.ir.text.IrPrinter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether IR is well formed: each value is made once, before it is used on all ways; widths and
 * kinds of operands are those that instructions take; ways bring as many values as blocks have
 * parameters. Between passes, what it finds is a fault of the pass.
 */
public final class IrChecker {
  private final Function function;

  /** Where each value is made: its block, and its place there. */
  private final Map<Value, Place> places = new IdentityHashMap<>();

  private record Place(Block block, int index) {}

  private IrChecker(Function function) {
    this.function = function;
  }

  /**
   * Checks all functions.
   *
   * @throws IrException if something is wrong: where, and what
   */
  public static void check(IrModule module) {
    module.functions().forEach(IrChecker::check);
  }

  /**
   * Checks {@code function}; the order of its blocks stays as it is.
   *
   * @throws IrException if something is wrong: where, and what
   */
  public static void check(Function function) {
    new IrChecker(function).run();
  }

  private void run() {
    List<Block> blocks = function.blocks();
    try {
      function.setBlocks(Order.reversePostorder(function));
      checkReached();
    } finally {
      function.setBlocks(blocks);
    }
  }

  private void checkReached() {
    if (!Predecessors.of(function).of(function.entry()).isEmpty()) {
      throw new IrException(
          "ir", function.origin(), "something leads back to the first block of " + function);
    }
    function.blocks().forEach(this::collect);
    Dominators dominators = Dominators.of(function);
    function.blocks().forEach(block -> check(block, dominators));
  }

  private void collect(Block block) {
    block.parameters().forEach(value -> place(value, block, -1));
    for (int i = 0; i < block.values().size(); i++) {
      place(block.values().get(i), block, i);
    }
  }

  private void place(Value value, Block block, int index) {
    require(places.put(value, new Place(block, index)) == null, value, "is made twice");
  }

  private void check(Block block, Dominators dominators) {
    for (int i = 0; i < block.values().size(); i++) {
      Value value = block.values().get(i);
      for (Value operand : value.operands()) {
        require(isThere(operand, block, i, dominators), value, "uses " + operand + " before it is");
      }
      OperandRules.broken(value).ifPresent(rule -> require(false, value, rule));
    }
    int last = block.values().size();
    Terminator end = block.terminator();
    for (Value operand : end.operands()) {
      requireEnd(isThere(operand, block, last, dominators), block, operand + " is not there");
    }
    checkWidths(block);
    for (Edge edge : end.edges()) {
      for (Value argument : edge.arguments()) {
        requireEnd(isThere(argument, block, last, dominators), block, argument + " is not there");
      }
      check(block, edge);
    }
  }

  private void checkWidths(Block block) {
    if (block.terminator() instanceof Terminator.Branch branch) {
      boolean isSame = branch.left().type().isWide() == branch.right().type().isWide();
      requireEnd(isSame, block, "the widths of what is compared differ");
    }
  }

  private void check(Block block, Edge edge) {
    List<Value> parameters = edge.target().parameters();
    requireEnd(
        parameters.size() == edge.count(),
        block,
        edge.target() + " takes " + parameters.size() + " values, not " + edge.count());
    for (int i = 0; i < edge.count(); i++) {
      boolean isSame = parameters.get(i).type().isWide() == edge.argument(i).type().isWide();
      requireEnd(isSame, block, "the width of " + edge.argument(i) + " is not the parameter's");
    }
  }

  private boolean isThere(Value value, Block block, int index, Dominators dominators) {
    Place made = places.get(value);
    if (made == null) {
      return false;
    }
    return made.block() == block ? made.index() < index : dominators.dominates(made.block(), block);
  }

  private void require(boolean holds, Value value, String what) {
    if (!holds) {
      throw new IrException(
          "ir", value.origin(), function + ": " + value + " " + what, IrPrinter.text(value));
    }
  }

  private void requireEnd(boolean holds, Block block, String what) {
    if (!holds) {
      Terminator end = block.terminator();
      throw new IrException(
          "ir", end.origin(), function + " " + block + ": " + what, IrPrinter.text(end));
    }
  }
}
