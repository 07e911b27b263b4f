package dev.jbpf.ir.rewrite;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.Predecessors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns variables into values, in the manner of Braun and others ("Simple and Efficient
 * Construction of Static Single Assignment Form", 2013), when all blocks are known: a read that no
 * write of its block comes before gets a stand-in, which gives way to the value that comes in, or
 * to a parameter where several do.
 */
public final class Variables<K> {
  private final Function function;

  /** Of each block what variables hold at its end, and what stands for them at its start. */
  private final Map<Block, Map<K, Value>> atEnd = new HashMap<>();

  private final Map<Block, Map<K, Value>> standIns = new HashMap<>();

  /** What comes into a block, as far as it is known. */
  private final Map<Block, Map<K, Value>> atStart = new HashMap<>();

  private final Deque<Joined<K>> joined = new ArrayDeque<>();
  private Predecessors predecessors;

  private record Joined<K>(Block block, K variable) {}

  /** No variables of {@code function} yet. */
  public Variables(Function function) {
    this.function = function;
    this.predecessors = Predecessors.of(function);
  }

  /** At the end of {@code block} the variable holds {@code value}. */
  public void set(Block block, K variable, Value value) {
    atEnd.computeIfAbsent(block, made -> new HashMap<>()).put(variable, value);
  }

  /** {@return what the variable holds at the end of {@code block}, as far as that is built} */
  public Value get(Block block, K variable, Type type, String name, Origin origin) {
    Value known = atEnd.getOrDefault(block, Map.of()).get(variable);
    if (known != null) {
      return known;
    }
    Value standIn =
        function.make(Opcode.PARAMETER, type, List.of(), 0, Referent.NONE, origin).named(name);
    standIns.computeIfAbsent(block, made -> new HashMap<>()).put(variable, standIn);
    set(block, variable, standIn);
    return standIn;
  }

  /**
   * Gives each stand-in of a block that can be reached its value.
   *
   * @throws IrException if a variable is read where it may not be set
   */
  public void resolve() {
    if (standIns.isEmpty()) {
      return;
    }
    predecessors = Predecessors.of(function);
    for (Block block : function.blocks()) {
      standIns
          .getOrDefault(block, Map.of())
          .forEach((variable, read) -> read.replaceWith(valueAtStart(block, variable, read)));
    }
    while (!joined.isEmpty()) {
      Joined<K> next = joined.remove();
      predecessors.of(next.block()).forEach(edge -> append(edge, next));
    }
    Sweep.update(function);
  }

  private void append(Predecessors.Entry entry, Joined<K> join) {
    Edge edge = entry.edge();
    List<Value> arguments = new ArrayList<>(edge.arguments());
    Value value = valueAtEnd(entry.from(), join.variable(), placeOf(join));
    arguments.add(value);
    edge.setArguments(arguments);
  }

  private Value placeOf(Joined<K> join) {
    return atStart.get(join.block()).get(join.variable());
  }

  private Value valueAtEnd(Block block, K variable, Value read) {
    Value known = atEnd.getOrDefault(block, Map.of()).get(variable);
    return known == null ? valueAtStart(block, variable, read) : known;
  }

  /** Goes up as long as there is only one way to come from. */
  private Value valueAtStart(Block block, K variable, Value read) {
    List<Block> passed = new ArrayList<>();
    Block at = block;
    Value found = atStart.getOrDefault(at, Map.of()).get(variable);
    while (found == null) {
      passed.add(at);
      List<Predecessors.Entry> entries = predecessors.of(at);
      if (at == function.entry()) {
        throw unset(read);
      }
      if (entries.size() > 1) {
        found = join(at, variable, read);
      } else {
        at = entries.get(0).from();
        found = atEnd.getOrDefault(at, Map.of()).get(variable);
        if (found == null) {
          found = atStart.getOrDefault(at, Map.of()).get(variable);
        }
      }
    }
    Value value = found;
    passed.forEach(
        over -> atStart.computeIfAbsent(over, made -> new HashMap<>()).put(variable, value));
    return value;
  }

  private Value join(Block block, K variable, Value read) {
    Value parameter = block.addParameter(read.type(), read.origin()).named(read.name());
    joined.add(new Joined<>(block, variable));
    return parameter;
  }

  private static IrException unset(Value read) {
    return new IrException(
        "variable-unset",
        read.origin(),
        "'" + read.name() + "' may not be set where it is read",
        "set it on every way that leads there");
  }
}
