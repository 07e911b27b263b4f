package dev.jbpf.ir.pass;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import java.util.List;
import java.util.stream.IntStream;

/** Writes switches as comparisons: of few cases one after the other, of many in halves. */
public final class Switches {
  private static final int FEW = 4;

  private final Function function;
  private final Terminator.Switch all;
  private final List<Way> ways;

  private record Way(long number, Edge edge) {}

  private Switches(Function function, Terminator.Switch all) {
    this.function = function;
    this.all = all;
    this.ways =
        IntStream.range(0, all.cases().size())
            .mapToObj(i -> new Way(number(all.cases().get(i)), all.ways().get(i)))
            .sorted((a, b) -> Long.compareUnsigned(a.number(), b.number()))
            .toList();
  }

  private long number(long number) {
    return all.value().type().isWide() ? number : (int) number & 0xffff_ffffL;
  }

  /** Rewrites the switches of {@code function}. */
  public static void run(Function function) {
    for (Block block : List.copyOf(function.blocks())) {
      if (block.terminator() instanceof Terminator.Switch found) {
        Switches switches = new Switches(function, found);
        switches.write(block, 0, switches.ways.size());
      }
    }
  }

  private void write(Block block, int from, int to) {
    if (to - from > FEW) {
      int middle = from + to >>> 1;
      Block low = function.addBlock("");
      Block high = function.addBlock("");
      branch(block, Opcode.LT, ways.get(middle).number(), Edge.to(low), Edge.to(high));
      write(low, from, middle);
      write(high, middle, to);
    } else if (to == from) {
      block.setTerminator(new Terminator.Jump(otherwise(), all.origin()));
    } else {
      boolean isLast = to - from == 1;
      Block rest = isLast ? block : function.addBlock("");
      Edge next = isLast ? otherwise() : Edge.to(rest);
      branch(block, Opcode.EQ, ways.get(from).number(), ways.get(from).edge(), next);
      if (!isLast) {
        write(rest, from + 1, to);
      }
    }
  }

  private Edge otherwise() {
    return Edge.to(all.otherwise().target(), all.otherwise().arguments());
  }

  private void branch(Block block, Opcode opcode, long number, Edge then, Edge otherwise) {
    Origin origin = all.origin();
    Type type = all.value().type();
    Value constant = function.constant(type, number, origin);
    block.values().add(constant);
    block.setTerminator(
        new Terminator.Branch(opcode, all.value(), constant, then, otherwise, origin));
  }
}
