package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.Callees;
import dev.jbpf.ir.flow.Order;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.ir.rewrite.Copies;
import dev.jbpf.ir.rewrite.Maker;
import dev.jbpf.ir.rewrite.Sweep;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces calls with what the function does: of functions that say so, of those that are called
 * once, of small ones; of all where the target has no calls.
 */
public final class Inlining {
  private static final int SMALL = 8;

  private final boolean hasCalls;
  private final Map<Function, Integer> calls = new HashMap<>();
  private final Set<Function> handedOver = new HashSet<>();
  private final Set<Function> open = new HashSet<>();
  private final Set<Function> done = new HashSet<>();

  private Inlining(TargetMachine target) {
    hasCalls = target.supports(Op.CALL_LOCAL);
  }

  /** Replaces calls in {@code module}, those of the callees first. */
  public static void run(IrModule module, TargetMachine target) {
    Inlining inlining = new Inlining(target);
    for (Function function : Callees.from(module.main()).keySet()) {
      for (Block block : function.blocks()) {
        for (Value value : block.values()) {
          inlining.count(value);
        }
      }
    }
    inlining.visit(module.main());
    module.setFunctions(new ArrayList<>(Callees.from(module.main()).keySet()));
  }

  private void count(Value value) {
    if (value.symbol() instanceof Referent.OfFunction callee) {
      if (value.opcode() == Opcode.CALL) {
        calls.put(callee.function(), calls.getOrDefault(callee.function(), 0) + 1);
      } else {
        handedOver.add(callee.function());
      }
    }
  }

  private void visit(Function function) {
    if (!done.add(function)) {
      return;
    }
    open.add(function);
    for (Function callee : Callees.of(function)) {
      visit(callee);
    }
    if (isChanged(function)) {
      List<Block> blocks = new ArrayList<>();
      for (Block block : List.copyOf(function.blocks())) {
        blocks.add(block);
        if (isChanged(block)) {
          replace(function, block, blocks);
        }
      }
      function.setBlocks(blocks);
      Sweep.update(function);
    }
    UnreachableBlocks.run(function);
    open.remove(function);
  }

  private boolean isChanged(Block block) {
    for (Value value : block.values()) {
      if (isReplaced(value)) {
        return true;
      }
    }
    return false;
  }

  private boolean isChanged(Function function) {
    for (Block block : function.blocks()) {
      if (isChanged(block)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReplaced(Value value) {
    return value.opcode() == Opcode.CALL
        && value.function().isPresent()
        && isInlined(value.function().get());
  }

  private boolean isInlined(Function callee) {
    if (open.contains(callee)) {
      return false;
    }
    boolean isOnce = calls.getOrDefault(callee, 0) == 1 && !handedOver.contains(callee);
    return callee.isInlined() || !hasCalls || isOnce || size(callee) <= SMALL;
  }

  private static int size(Function function) {
    return function.blocks().stream()
        .flatMap(block -> block.values().stream())
        .mapToInt(value -> value.isConstant() ? 0 : 1)
        .sum();
  }

  private void replace(Function function, Block block, List<Block> blocks) {
    List<Value> all = block.values();
    Terminator end = block.terminator();
    Block at = block;
    at.setValues(new ArrayList<>());
    for (Value value : all) {
      if (isReplaced(value)) {
        at = inline(function, at, value, blocks);
      } else {
        at.values().add(value);
      }
    }
    at.setTerminator(end);
  }

  /** {@return the block where it goes on behind the call} */
  private static Block inline(Function function, Block block, Value call, List<Block> blocks) {
    Function callee = call.function().orElseThrow();
    Copies copies = new Copies(function, true);
    for (int i = 0; i < call.count(); i++) {
      copies.put(callee.parameters().get(i), call.operand(i));
    }
    List<Block> copied = copies.copy(Order.reversePostorder(callee));
    Block after = function.addBlock("after");
    boolean hasResult = call.type() != Type.NONE;
    if (hasResult) {
      call.replaceWith(after.addParameter(call.type(), call.origin()).named(call.name()));
    }
    for (Block copy : copied) {
      if (copy.terminator() instanceof Terminator.Return ret) {
        List<Value> result = hasResult ? List.of(result(function, copy, ret, call)) : List.of();
        copy.setTerminator(new Terminator.Jump(Edge.to(after, result), ret.origin()));
      }
    }
    block.setTerminator(new Terminator.Jump(Edge.to(copied.get(0)), call.origin()));
    blocks.addAll(copied);
    blocks.add(after);
    return after;
  }

  private static Value result(Function function, Block copy, Terminator.Return ret, Value call) {
    return ret.value()
        .orElseGet(
            () -> new Maker(function, copy.values(), call).add(Opcode.CONSTANT, call.type(), 0));
  }
}
