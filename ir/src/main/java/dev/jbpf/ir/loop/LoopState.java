package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.NaturalLoop;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the rounds of a loop and the code around it share, each in 8 bytes of an object: what the
 * head has from round to round, what comes from before, what is wanted behind.
 */
final class LoopState {
  /** Where the number of the way out is. */
  static final int WAY = 0;

  private final NaturalLoop loop;
  private final Map<Value, Block> made = new IdentityHashMap<>();
  private final Map<Value, Integer> carried = new LinkedHashMap<>();
  private final Map<Value, Integer> inputs = new LinkedHashMap<>();
  private final Map<Value, Result> results = new LinkedHashMap<>();
  private final Set<Value> constants = new LinkedHashSet<>();
  private final Set<Value> behind = new HashSet<>();
  private int size = Long.BYTES;

  /** A value that the loop makes, in that block of it. */
  record Result(Block block, int slot) {}

  LoopState(NaturalLoop loop) {
    this.loop = loop;
  }

  /** Looks at all of {@code function}. */
  void collect(Function function) {
    for (Block block : loop.blocks()) {
      block.parameters().forEach(value -> made.put(value, block));
      block.values().forEach(value -> made.put(value, block));
    }
    loop.head().parameters().forEach(value -> carried.put(value, slot()));
    loop.blocks().forEach(block -> forUses(block, this::usedInside));
    for (Block block : function.blocks()) {
      if (loop.blocks().contains(block)) {
        leaving(block);
      } else {
        forUses(block, this::usedBehind);
      }
    }
  }

  private int slot() {
    int slot = size;
    size += Long.BYTES;
    return slot;
  }

  private static void forUses(Block block, Consumer<Value> user) {
    block.values().forEach(value -> value.operands().forEach(user));
    block.terminator().operands().forEach(user);
    block.terminator().edges().forEach(edge -> edge.arguments().forEach(user));
  }

  private void usedInside(Value value) {
    if (!made.containsKey(value)) {
      boolean isAnywhere =
          value.opcode().kind() == Opcode.Kind.LEAF
              && value.opcode() != Opcode.PARAMETER
              && value.opcode() != Opcode.STACK;
      if (isAnywhere) {
        constants.add(value);
      } else {
        inputs.computeIfAbsent(value, shared -> slot());
      }
    }
  }

  private void leaving(Block block) {
    for (Edge edge : block.terminator().edges()) {
      if (!loop.blocks().contains(edge.target())) {
        edge.arguments().forEach(this::usedBehind);
      }
    }
  }

  private void usedBehind(Value value) {
    Block block = made.get(value);
    if (block != null) {
      behind.add(value);
      if (!carried.containsKey(value)) {
        results.computeIfAbsent(value, shared -> new Result(block, slot()));
      }
    }
  }

  /** {@return where each parameter of the head is, in order} */
  Map<Value, Integer> carried() {
    return carried;
  }

  /** {@return where each value is that comes from before the loop} */
  Map<Value, Integer> inputs() {
    return inputs;
  }

  /** {@return what rounds leave for those behind the loop, but for the head's parameters} */
  Map<Value, Result> results() {
    return results;
  }

  /** {@return what is the same wherever it is made} */
  Set<Value> constants() {
    return constants;
  }

  /** {@return whether somebody behind the loop wants {@code value}} */
  boolean isUsedBehind(Value value) {
    return behind.contains(value);
  }

  /** {@return whether {@code value} is the address of such an object} */
  static boolean isState(Value value) {
    return value.stackObject().filter(StackObject::isOfRounds).isPresent();
  }

  /** {@return the object that all of it is in} */
  StackObject object() {
    return new StackObject(StackObject.ROUNDS, size, Long.BYTES, loop.head().terminator().origin());
  }
}
