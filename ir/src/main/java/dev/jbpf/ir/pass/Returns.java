package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.UnreachableBlocks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leads all ways to a return of the same number to one block. */
public final class Returns {
  private Returns() {}

  /** Merges the returns of {@code function}. */
  public static void run(Function function) {
    Map<Long, Block> first = new HashMap<>();
    for (Block block : List.copyOf(function.blocks())) {
      for (Edge edge : block.terminator().edges()) {
        Optional<Value> number = number(edge);
        if (number.isPresent()) {
          edge.redirect(target(function, first, edge, number.get()), List.of());
        }
      }
    }
    for (Block block : function.blocks()) {
      leadOn(block, first);
    }
    UnreachableBlocks.run(function);
  }

  /** What returns such a number at its end goes on to that block. */
  private static void leadOn(Block block, Map<Long, Block> first) {
    if (block.terminator() instanceof Terminator.Return ret
        && ret.value().isPresent()
        && ret.value().get().isConstant()) {
      Block known = first.get(ret.value().get().immediate());
      if (known != null && known != block) {
        block.setTerminator(new Terminator.Jump(Edge.to(known), ret.origin()));
      }
    }
  }

  private static Block target(Function function, Map<Long, Block> first, Edge edge, Value number) {
    Block known = first.get(number.immediate());
    if (known == null) {
      known = plain(function, edge, number);
      first.put(number.immediate(), known);
    }
    return known;
  }

  /**
   * {@return what is returned at the end of {@code edge}, if that is a number, and all there is}
   */
  private static Optional<Value> number(Edge edge) {
    Block target = edge.target();
    if (hasOnlyNumbers(target)
        && target.terminator() instanceof Terminator.Return ret
        && ret.value().isPresent()) {
      Value value = ret.value().get();
      int parameter = target.parameters().indexOf(value);
      Value returned = parameter < 0 ? value : edge.argument(parameter);
      return returned.isConstant() ? Optional.of(returned) : Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean hasOnlyNumbers(Block block) {
    for (Value value : block.values()) {
      if (!value.isConstant()) {
        return false;
      }
    }
    return true;
  }

  /** {@return a block that returns {@code number}, whoever leads there} */
  private static Block plain(Function function, Edge edge, Value number) {
    Block target = edge.target();
    if (target.values().contains(number)) {
      return target;
    }
    Block made = function.addBlock("return");
    Value constant = function.constant(number.type(), number.immediate(), number.origin());
    made.values().add(constant);
    made.setTerminator(new Terminator.Return(Optional.of(constant), target.terminator().origin()));
    return made;
  }
}
