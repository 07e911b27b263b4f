package dev.jbpf.ir.pass;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Edge;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.ir.rewrite.Copies;
import dev.jbpf.ir.rewrite.TrivialParameters;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How loops are written, by the oldest kernel: round after round before 5.3, whose verifier takes
 * no jump back; as they are since; with {@code may_goto} where a loop is long and the kernel has
 * it, so that the verifier need not follow each round.
 */
public final class LoopForms {
  private static final KernelVersion BACK_JUMPS = new KernelVersion(5, 3);

  /** The verifier looks at a million instructions at most. */
  private static final long MOST_FOLLOWED = 200_000;

  private static final int MOST_COPIES = 1 << 16;

  private final Function function;
  private final TargetMachine target;

  private LoopForms(Function function, TargetMachine target) {
    this.function = function;
    this.target = target;
  }

  /** Rewrites the loops of {@code function}. */
  public static void run(Function function, TargetMachine target) {
    new LoopForms(function, target).run();
  }

  private void run() {
    if (target.isBefore(BACK_JUMPS)) {
      List<NaturalLoop> loops = NaturalLoop.innermost(function);
      while (!loops.isEmpty()) {
        unroll(loops);
        loops = NaturalLoop.innermost(function);
      }
    } else if (target.supports(Op.MAY_GOTO)) {
      NaturalLoop.all(function).stream().filter(this::isLong).forEach(this::interrupt);
    }
  }

  private boolean isLong(NaturalLoop loop) {
    long size = loop.blocks().stream().mapToLong(block -> block.values().size() + 1).sum();
    return loop.head().bound() > 0 && loop.head().bound() > MOST_FOLLOWED / size;
  }

  /** Puts a {@code may_goto} before each round: out of the loop when the kernel says so. */
  private void interrupt(NaturalLoop loop) {
    Block head = loop.head();
    if (head.terminator() instanceof Terminator.Branch branch) {
      boolean isOutLast = !loop.blocks().contains(branch.otherwise().target());
      Edge out = isOutLast ? branch.otherwise() : branch.then();
      Block asked = function.addBlock("may_goto");
      asked.setTerminator(branch);
      head.setTerminator(
          new Terminator.MayGoto(
              Edge.to(asked), Edge.to(out.target(), out.arguments()), branch.origin()));
      UnreachableBlocks.run(function);
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
    long rounds = loop.head().bound();
    if (rounds == 0 || rounds * loop.blocks().size() > MOST_COPIES) {
      throw new IrException(
          "loop",
          loop.head().terminator().origin(),
          "a loop without a known, small number of rounds needs " + TargetMachine.from(BACK_JUMPS),
          target.describe());
    }
  }

  /** Copies the loop for each round, the last one for the question that ends it. */
  private void unroll(NaturalLoop loop, Escapes escapes, List<Block> blocks) {
    long rounds = loop.head().bound();
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
