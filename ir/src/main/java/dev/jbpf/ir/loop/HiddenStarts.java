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
import java.util.List;

/**
 * Hides the numbers that a loop starts with from verifiers: as long as they know what it counts,
 * each round is another one to them, and each way through it, too. A quotient is any number to
 * them, whatever is divided by one.
 */
final class HiddenStarts {
  private final Function function;

  private HiddenStarts(Function function) {
    this.function = function;
  }

  /** Changes the ways that lead into {@code loop}. */
  static void run(Function function, NaturalLoop loop) {
    HiddenStarts starts = new HiddenStarts(function);
    for (Predecessors.Entry entry : Predecessors.of(function).of(loop.head())) {
      if (!loop.blocks().contains(entry.from())) {
        starts.hide(entry.from(), entry.edge(), loop.head());
      }
    }
  }

  /** A block of their own, as other ways may leave the same block. */
  private void hide(Block from, Edge edge, Block head) {
    List<Value> arguments = new ArrayList<>();
    Block block = function.addBlock("start");
    for (Value argument : edge.arguments()) {
      arguments.add(isKnown(argument) ? hidden(block, argument, from) : argument);
    }
    edge.redirect(block, List.of());
    block.setTerminator(new Terminator.Jump(Edge.to(head, arguments), from.terminator().origin()));
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
