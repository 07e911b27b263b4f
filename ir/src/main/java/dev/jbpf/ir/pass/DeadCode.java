package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Drops values that nobody needs, and parameters of blocks. */
public final class DeadCode {
  private final Function function;
  private final boolean[] needed;
  private final List<Value> work = new ArrayList<>();

  /** Of each parameter what comes in on all ways. */
  private final List<List<Value>> sources;

  private DeadCode(Function function) {
    this.function = function;
    this.needed = new boolean[function.valueCount()];
    this.sources = new ArrayList<>(Collections.nCopies(needed.length, List.of()));
  }

  /** Drops what is dead in {@code function}. */
  public static void run(Function function) {
    new DeadCode(function).run();
  }

  private void run() {
    for (Block block : function.blocks()) {
      for (Value value : block.values()) {
        if (!value.opcode().isRemovable()) {
          need(value);
        }
      }
      needAll(block.terminator().operands());
      for (Edge edge : block.terminator().edges()) {
        connect(edge);
      }
    }
    while (!work.isEmpty()) {
      Value value = work.remove(work.size() - 1);
      for (int i = 0; i < value.count(); i++) {
        need(value.operand(i));
      }
      needAll(sources.get(value.id()));
    }
    for (Block block : function.blocks()) {
      drop(block);
    }
    for (Block block : function.blocks()) {
      if (block != function.entry()) {
        block.parameters().removeIf(parameter -> !needed[parameter.id()]);
      }
    }
  }

  private void needAll(List<Value> values) {
    for (Value value : values) {
      need(value);
    }
  }

  private void need(Value value) {
    if (!needed[value.id()]) {
      needed[value.id()] = true;
      work.add(value);
    }
  }

  private void connect(Edge edge) {
    for (int i = 0; i < edge.count(); i++) {
      int parameter = edge.target().parameters().get(i).id();
      if (sources.get(parameter).isEmpty()) {
        sources.set(parameter, new ArrayList<>(2));
      }
      sources.get(parameter).add(edge.argument(i));
    }
  }

  private void drop(Block block) {
    block.values().removeIf(value -> !needed[value.id()]);
    for (Edge edge : block.terminator().edges()) {
      List<Value> kept = new ArrayList<>(edge.count());
      for (int i = 0; i < edge.count(); i++) {
        if (isKept(edge.target(), i)) {
          kept.add(edge.argument(i));
        }
      }
      if (kept.size() < edge.count()) {
        edge.setArguments(kept);
      }
    }
  }

  private boolean isKept(Block target, int index) {
    return needed[target.parameters().get(index).id()];
  }
}
