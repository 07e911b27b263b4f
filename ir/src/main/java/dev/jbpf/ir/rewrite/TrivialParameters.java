package dev.jbpf.ir.rewrite;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.Predecessors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drops parameters of blocks that get the same value on every way. */
public final class TrivialParameters {
  private final Function function;
  private final Predecessors predecessors;

  /** The blocks whose parameters are given a parameter: they are looked at again. */
  private final Map<Value, List<Block>> receivers = new HashMap<>();

  private final Deque<Block> work = new ArrayDeque<>();

  private TrivialParameters(Function function) {
    this.function = function;
    this.predecessors = Predecessors.of(function);
  }

  /** Drops parameters of {@code function}. */
  public static void run(Function function) {
    new TrivialParameters(function).run();
  }

  private void run() {
    for (Block block : function.blocks()) {
      if (block != function.entry() && !block.parameters().isEmpty()) {
        work.add(block);
        predecessors.of(block).forEach(entry -> note(block, entry.edge()));
      }
    }
    boolean changed = false;
    while (!work.isEmpty()) {
      changed |= visit(work.poll());
    }
    if (changed) {
      Sweep.update(function);
    }
  }

  private void note(Block block, Edge edge) {
    for (Value argument : edge.arguments()) {
      receivers.computeIfAbsent(argument, made -> new ArrayList<>(2)).add(block);
    }
  }

  private boolean visit(Block block) {
    boolean changed = false;
    for (int i = block.parameters().size() - 1; i >= 0; i--) {
      Value parameter = block.parameters().get(i);
      Optional<Value> only = only(block, i, parameter);
      if (only.isPresent()) {
        parameter.replaceWith(only.get());
        drop(block, i);
        again(parameter, only.get());
        changed = true;
      }
    }
    return changed;
  }

  private Optional<Value> only(Block block, int index, Value parameter) {
    Value found = parameter;
    for (Predecessors.Entry entry : predecessors.of(block)) {
      Value argument = entry.edge().argument(index).current();
      if (argument != parameter && argument != found) {
        if (found != parameter) {
          return Optional.empty();
        }
        found = argument;
      }
    }
    return found == parameter ? Optional.empty() : Optional.of(found);
  }

  private void drop(Block block, int index) {
    block.parameters().remove(index);
    for (Predecessors.Entry entry : predecessors.of(block)) {
      List<Value> arguments = new ArrayList<>(entry.edge().arguments());
      arguments.remove(index);
      entry.edge().setArguments(arguments);
    }
  }

  private void again(Value parameter, Value only) {
    List<Block> blocks = receivers.getOrDefault(parameter, List.of());
    work.addAll(blocks);
    receivers.computeIfAbsent(only, made -> new ArrayList<>(2)).addAll(blocks);
  }
}
