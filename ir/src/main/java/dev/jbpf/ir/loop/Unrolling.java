package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.ir.pass.BranchFolding;
import dev.jbpf.ir.pass.ConstantFolding;
import dev.jbpf.ir.rewrite.Copies;
import dev.jbpf.ir.rewrite.TrivialParameters;
import dev.jbpf.isa.TargetMachine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes loops round after round, for kernels whose verifier takes no jump back. */
final class Unrolling {
  private static final int MOST_COPIES = 1 << 16;

  private final Function function;
  private final TargetMachine target;

  private Unrolling(Function function, TargetMachine target) {
    this.function = function;
    this.target = target;
  }

  /**
   * Unrolls all loops of {@code function}, the inner ones first.
   *
   * @throws IrException if the rounds of one are too many, or nobody knows how many
   */
  static void run(Function function, TargetMachine target) {
    Unrolling unrolling = new Unrolling(function, target);
    List<NaturalLoop> loops = NaturalLoop.innermost(function);
    while (!loops.isEmpty()) {
      unrolling.unroll(loops);
      loops = NaturalLoop.innermost(function);
    }
  }

  /** Copies loops that have nothing in common, and folds what is known then. */
  private void unroll(List<NaturalLoop> loops) {
    loops.forEach(this::requireFewRounds);
    Escapes escapes = new Escapes(function, loops);
    List<Block> blocks = new ArrayList<>(function.blocks());
    loops.forEach(loop -> unroll(loop, escapes, blocks));
    function.setBlocks(blocks);
    UnreachableBlocks.run(function);
    escapes.resolve();
    TrivialParameters.run(function);
    ConstantFolding.run(function, target.order());
    BranchFolding.run(function, target.order());
    TrivialParameters.run(function);
  }

  private void requireFewRounds(NaturalLoop loop) {
    long rounds = Rounds.of(function, loop);
    if (rounds == 0 || rounds * loop.blocks().size() > MOST_COPIES) {
      throw new IrException(
          "loop",
          loop.head().terminator().origin(),
          "a loop without a known, small number of rounds needs "
              + TargetMachine.from(LoopForms.BACK_JUMPS),
          target.describe());
    }
  }

  /** Copies the loop for each round, the last one for the question that ends it. */
  private void unroll(NaturalLoop loop, Escapes escapes, List<Block> blocks) {
    long rounds = Rounds.of(function, loop);
    loop.head().setBound(0);
    List<Edge> first = backEdges(loop.head(), loop.blocks());
    Block second = loop.head();
    List<Block> round = loop.blocks();
    List<Edge> back = List.of();
    for (long i = 0; i < rounds; i++) {
      Copies copies = new Copies(function, false);
      round = copies.copy(loop.blocks());
      Block head = copies.of(loop.head());
      redirect(back, head);
      back = backEdges(head, round);
      second = i == 0 ? head : second;
      escapes.note(loop, copies);
      blocks.addAll(round);
    }
    redirect(first, second);
    Set<Edge> ends = Set.copyOf(back);
    for (Block block : round) {
      if (block.terminator().edges().stream().anyMatch(ends::contains)) {
        blocks.add(end(block, ends));
      }
    }
  }

  /** {@return the ways from {@code round} to the head of the next one} */
  private static List<Edge> backEdges(Block head, List<Block> round) {
    Set<Edge> edges = new HashSet<>();
    for (Block block : round) {
      for (Edge edge : block.terminator().edges()) {
        if (edge.target() == head) {
          edges.add(edge);
        }
      }
    }
    return List.copyOf(edges);
  }

  private static void redirect(List<Edge> edges, Block target) {
    edges.forEach(edge -> edge.redirect(target, edge.arguments()));
  }

  /** Behind the last round nothing comes: control does not get there. */
  private Block end(Block block, Set<Edge> back) {
    Block never = function.addBlock("");
    never.setTerminator(new Terminator.Unreachable(block.terminator().origin()));
    for (Edge edge : block.terminator().edges()) {
      if (back.contains(edge)) {
        edge.redirect(never, List.of());
      }
    }
    return never;
  }
}
