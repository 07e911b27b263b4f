package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.flow.Dominators;
import dev.jbpf.ir.flow.NaturalLoop;
import java.util.List;
import java.util.Optional;

/**
 * Puts a {@code may_goto} into each round of a loop, before one of the questions that it may be
 * left at: out of the loop, the same way, when the kernel says so.
 */
final class Interrupts {
  private Interrupts() {}

  /**
   * {@return whether a question of {@code loop} that it may be left at is asked in every round, and
   * changed now} Where it is asked in some, as of two loops that start at one place, it is changed
   * in these.
   */
  static boolean add(Function function, NaturalLoop loop) {
    Dominators dominators = Dominators.of(function);
    List<Block> last = loop.blocks().stream().filter(block -> leadsBack(loop, block)).toList();
    Optional<Block> always = question(dominators, loop, last);
    List<Block> places =
        always
            .map(List::of)
            .orElseGet(
                () ->
                    last.stream()
                        .flatMap(end -> question(dominators, loop, List.of(end)).stream())
                        .distinct()
                        .toList());
    places.forEach(block -> interrupt(function, block, way(loop, block).orElseThrow()));
    return always.isPresent();
  }

  /** {@return what is asked before all of {@code last}, and leads out of the loop} */
  private static Optional<Block> question(
      Dominators dominators, NaturalLoop loop, List<Block> last) {
    return loop.blocks().stream()
        .filter(block -> last.stream().allMatch(end -> dominators.dominates(block, end)))
        .filter(block -> way(loop, block).isPresent())
        .findFirst();
  }

  private static boolean leadsBack(NaturalLoop loop, Block block) {
    return block.terminator().edges().stream().anyMatch(edge -> edge.target() == loop.head());
  }

  /** {@return the way out of the loop of a block that asks which of two ways to go} */
  private static Optional<Edge> way(NaturalLoop loop, Block block) {
    return block.terminator() instanceof Terminator.Branch branch
        ? branch.edges().stream().filter(edge -> !loop.blocks().contains(edge.target())).findFirst()
        : Optional.empty();
  }

  private static void interrupt(Function function, Block block, Edge out) {
    Terminator question = block.terminator();
    Block asked = function.addBlock("may_goto");
    asked.setTerminator(question);
    block.setTerminator(
        new Terminator.MayGoto(
            Edge.to(asked), Edge.to(out.target(), out.arguments()), question.origin()));
  }
}
