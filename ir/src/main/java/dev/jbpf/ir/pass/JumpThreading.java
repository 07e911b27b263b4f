package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.eval.Arithmetic;
import dev.jbpf.ir.flow.Predecessors;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.ir.rewrite.TrivialParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leads ways past blocks that do nothing for them: those that only go on, and those that ask what
 * is known on that way. Joins blocks of which one leads to the other only.
 */
public final class JumpThreading {
  private final Function function;

  /** Of each parameter the block that it is of, if only that block's end uses it. */
  private final boolean[] usedElsewhere;

  private JumpThreading(Function function) {
    this.function = function;
    this.usedElsewhere = new boolean[function.valueCount()];
  }

  /** Shortens the ways of {@code function}. */
  public static void run(Function function) {
    JumpThreading threading = new JumpThreading(function);
    threading.findUses();
    for (Block block : function.blocks()) {
      for (Edge edge : block.terminator().edges()) {
        threading.shorten(edge);
      }
    }
    UnreachableBlocks.run(function);
    TrivialParameters.run(function);
    threading.join();
  }

  private void findUses() {
    for (Block block : function.blocks()) {
      for (Value value : block.values()) {
        for (int i = 0; i < value.count(); i++) {
          usedElsewhere[value.operand(i).id()] = true;
        }
      }
      Terminator end = block.terminator();
      markUnlessOwn(block, end.operands());
      for (Edge edge : end.edges()) {
        markUnlessOwn(block, edge.arguments());
      }
    }
  }

  private void markUnlessOwn(Block block, List<Value> values) {
    for (Value value : values) {
      if (!block.parameters().contains(value)) {
        usedElsewhere[value.id()] = true;
      }
    }
  }

  private void shorten(Edge edge) {
    int steps = 0;
    while (steps++ < function.blocks().size() && isPassed(edge.target())) {
      Optional<Edge> next = next(edge);
      if (next.isEmpty() || next.get().target() == edge.target()) {
        return;
      }
      Map<Value, Value> given = new HashMap<>();
      for (int i = 0; i < edge.count(); i++) {
        given.put(edge.target().parameters().get(i), edge.argument(i));
      }
      List<Value> arguments = new ArrayList<>();
      for (Value argument : next.get().arguments()) {
        arguments.add(given.getOrDefault(argument, argument));
      }
      edge.redirect(next.get().target(), arguments);
    }
  }

  private boolean isPassed(Block block) {
    if (block == function.entry() || !block.values().isEmpty() || block.bound() != 0) {
      return false;
    }
    for (Value value : block.parameters()) {
      if (usedElsewhere[value.id()]) {
        return false;
      }
    }
    return true;
  }

  /** {@return how it goes on behind the target of {@code edge}, if that is known} */
  private static Optional<Edge> next(Edge edge) {
    Terminator end = edge.target().terminator();
    if (end instanceof Terminator.Jump jump) {
      return Optional.of(jump.edge());
    }
    if (end instanceof Terminator.Branch branch) {
      Value left = given(edge, branch.left());
      Value right = given(edge, branch.right());
      if (left.isConstant() && right.isConstant()) {
        boolean holds =
            Arithmetic.compare(
                branch.condition(), left.type().isWide(), left.immediate(), right.immediate());
        return Optional.of(holds ? branch.then() : branch.otherwise());
      }
    }
    return Optional.empty();
  }

  private static Value given(Edge edge, Value value) {
    int index = edge.target().parameters().indexOf(value);
    return index < 0 ? value : edge.argument(index);
  }

  private void join() {
    Predecessors predecessors = Predecessors.of(function);
    List<Block> kept = new ArrayList<>();
    boolean[] isGone = new boolean[function.blockCount()];
    for (Block block : function.blocks()) {
      if (!isGone[block.id()]) {
        kept.add(block);
        absorb(block, predecessors, isGone);
      }
    }
    function.setBlocks(kept);
  }

  private void absorb(Block block, Predecessors predecessors, boolean[] isGone) {
    while (block.terminator() instanceof Terminator.Jump jump) {
      Block next = jump.edge().target();
      if (next == block || next.bound() > 0 || predecessors.of(next).size() > 1) {
        return;
      }
      block.values().addAll(next.values());
      block.setTerminator(next.terminator());
      isGone[next.id()] = true;
    }
  }
}
