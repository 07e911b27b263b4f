package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.flow.Predecessors;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Hides the numbers that a loop starts with, or goes back to, from verifiers: as long as they know
 * what it counts, each round is another one to them, and each way through it, too. A quotient is
 * any number to them, whatever is divided by one.
 */
final class HiddenStarts {
  private final Function function;
  private final Map<Value, Block> places = new IdentityHashMap<>();
  private final Predecessors predecessors;

  private HiddenStarts(Function function, NaturalLoop loop) {
    this.function = function;
    this.predecessors = Predecessors.of(function);
    loop.blocks().forEach(block -> block.parameters().forEach(value -> places.put(value, block)));
  }

  /** Changes the ways that lead into {@code loop}. */
  static void run(Function function, NaturalLoop loop) {
    HiddenStarts starts = new HiddenStarts(function, loop);
    Set<Value> counted = new LinkedHashSet<>();
    loop.head().parameters().forEach(value -> starts.reach(value, counted));
    Set<Block> blocks = new LinkedHashSet<>();
    counted.forEach(value -> blocks.add(starts.places.get(value)));
    blocks.forEach(block -> starts.hide(block, counted));
  }

  /** Adds {@code value}, and what becomes it where ways meet inside of the loop. */
  private void reach(Value value, Set<Value> found) {
    if (places.containsKey(value) && found.add(value)) {
      Block block = places.get(value);
      int index = block.parameters().indexOf(value);
      predecessors.of(block).forEach(entry -> reach(entry.edge().argument(index), found));
    }
  }

  private void hide(Block block, Set<Value> counted) {
    for (Predecessors.Entry entry : predecessors.of(block)) {
      List<Integer> known =
          IntStream.range(0, block.parameters().size())
              .filter(i -> counted.contains(block.parameters().get(i)))
              .filter(i -> isKnown(entry.edge().argument(i)))
              .boxed()
              .toList();
      if (!known.isEmpty()) {
        hide(entry, known);
      }
    }
  }

  /** In a block of its own, as other ways may leave the same block. */
  private void hide(Predecessors.Entry entry, List<Integer> known) {
    Block target = entry.edge().target();
    Block block = function.addBlock("start");
    List<Value> arguments = new ArrayList<>();
    for (int i = 0; i < target.parameters().size(); i++) {
      Value argument = entry.edge().argument(i);
      arguments.add(known.contains(i) ? hidden(block, argument, entry.from()) : argument);
    }
    entry.edge().redirect(block, List.of());
    block.setTerminator(
        new Terminator.Jump(Edge.to(target, arguments), entry.from().terminator().origin()));
  }

  private static boolean isKnown(Value value) {
    return value.isConstant() && value.type() instanceof Type.Int type && type.bits() >= 32;
  }

  private Value hidden(Block block, Value number, Block from) {
    Value one =
        function.make(
            Opcode.CONSTANT,
            number.type(),
            List.of(),
            1,
            Referent.NONE,
            from.terminator().origin());
    Value quotient =
        function.make(
            Opcode.DIV,
            number.type(),
            List.of(number, one),
            0,
            Referent.NONE,
            from.terminator().origin());
    block.values().addAll(List.of(one, quotient));
    return quotient;
  }
}
