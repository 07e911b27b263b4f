package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.flow.Dominators;
import dev.jbpf.ir.flow.NaturalLoop;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts a {@code may_goto} into each round of a loop, before one of the questions that it may be
 * left at: out of the loop, the same way, when the kernel says so.
 */
final class Interrupts {
  private Interrupts() {}

  /**
   * {@return whether a question of {@code loop} that it may be left at is asked in every round, and
   * changed now} Where there is none, as each way through a round has its own, the kernel is asked
   * as a round starts, if it can leave there; else, as of two loops that start at one place, at
   * each.
   */
  static boolean add(Function function, NaturalLoop loop) {
    Dominators dominators = Dominators.of(function);
    List<Block> last = loop.blocks().stream().filter(block -> leadsBack(loop, block)).toList();
    Optional<Block> always = question(dominators, loop, last);
    if (always.isPresent()) {
      interrupt(function, always.get(), way(loop, always.get()).orElseThrow());
      return true;
    }
    Optional<Edge> early = earlyWay(function, loop);
    if (early.isPresent()) {
      interrupt(function, loop.head(), early.get());
      return true;
    }
    last.stream()
        .flatMap(end -> question(dominators, loop, List.of(end)).stream())
        .distinct()
        .forEach(block -> interrupt(function, block, way(loop, block).orElseThrow()));
    return false;
  }

  /** {@return a way out that needs nothing that a round makes: each round can start with it} */
  private static Optional<Edge> earlyWay(Function function, NaturalLoop loop) {
    Set<Value> made = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Block block : loop.blocks()) {
      made.addAll(block.parameters());
      made.addAll(block.values());
    }
    loop.head().parameters().forEach(made::remove);
    loop.head().values().forEach(made::remove);
    boolean isWantedBehind =
        function.blocks().stream()
            .filter(block -> !loop.blocks().contains(block))
            .flatMap(Interrupts::wanted)
            .anyMatch(made::contains);
    return isWantedBehind
        ? Optional.empty()
        : loop.blocks().stream()
            .flatMap(block -> block.terminator().edges().stream())
            .filter(edge -> !loop.blocks().contains(edge.target()))
            .filter(edge -> edge.arguments().stream().noneMatch(made::contains))
            .findFirst();
  }

  private static Stream<Value> wanted(Block block) {
    return Stream.concat(
        block.values().stream().flatMap(value -> value.operands().stream()),
        Stream.concat(
            block.terminator().operands().stream(),
            block.terminator().edges().stream().flatMap(edge -> edge.arguments().stream())));
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
