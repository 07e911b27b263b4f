package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Terminator;
import dev.jbpf.ir.flow.Dominators;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.Helper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How loops are written, by the oldest kernel: round after round before 5.3, whose verifier takes
 * no jump back; as they are since. A loop that a verifier cannot follow to its end, as it is long
 * or as nobody knows how long it is, becomes the body of {@code bpf_loop} since 5.17, and since 6.9
 * asks {@code may_goto} in each round. Where no kernel is named, so does one that none follows.
 */
public final class LoopForms {
  static final KernelVersion BACK_JUMPS = new KernelVersion(5, 3);

  /** The verifier looks at a million instructions at most. */
  private static final long MOST_FOLLOWED = 200_000;

  /** Instructions that any verifier looks at. */
  private static final long FOLLOWED = 1_000_000;

  /** What a round takes at least: to ask whether there is one, and to count it. */
  private static final long ROUND = 2;

  /** Inside of a loop that is not followed, so many rounds of many ways each are. */
  private static final int FEW_ROUNDS = 16;

  private final IrModule module;
  private final Function function;

  private LoopForms(IrModule module, Function function) {
    this.module = module;
    this.function = function;
  }

  /** Rewrites the loops of {@code module}. */
  public static void run(IrModule module, TargetMachine target) {
    for (Function function : List.copyOf(module.functions())) {
      LoopForms forms = new LoopForms(module, function);
      if (target.isBefore(BACK_JUMPS)) {
        Unrolling.run(function, target);
      } else if (target.supports(Op.MAY_GOTO)) {
        forms.interrupt();
      } else if (target.kernel().isEmpty()) {
        forms.callBack(loops -> forms.refused(loops));
      } else if (target.isBefore(Helper.LOOP.since())) {
        forms.requireFollowed();
      } else {
        forms.callBack(loops -> forms.endless(loops));
      }
    }
  }

  /** Kernels without other loops follow each round. */
  private void requireFollowed() {
    refused(NaturalLoop.all(function)).stream()
        .findFirst()
        .ifPresent(
            loop -> {
              throw new IrException(
                  "loop-rounds",
                  loop.head().terminator().origin(),
                  "a loop that takes more than "
                      + FOLLOWED
                      + " instructions: kernels before "
                      + Helper.LOOP.since()
                      + " follow each round, and no more than that",
                  "since(5, 17), where its body becomes that of bpf_loop, or fewer rounds");
            });
  }

  /** {@return those that no kernel takes as jumps back} */
  private List<NaturalLoop> refused(List<NaturalLoop> all) {
    return all.stream().filter(loop -> least(loop, all) > FOLLOWED).toList();
  }

  /**
   * {@return how many instructions all rounds of {@code loop} take at least, as verifiers follow
   * them: none, if it is not known how many rounds there are}
   */
  private long least(NaturalLoop loop, List<NaturalLoop> all) {
    Dominators dominators = Dominators.of(function);
    long inside =
        all.stream()
            .filter(inner -> inner != loop && loop.blocks().contains(inner.head()))
            .filter(inner -> isInEachRound(dominators, loop, inner.head()))
            .mapToLong(inner -> least(inner, all))
            .max()
            .orElse(0);
    return Math.min(Rounds.of(function, loop), FOLLOWED) * Math.min(ROUND + inside, FOLLOWED);
  }

  private static boolean isInEachRound(Dominators dominators, NaturalLoop loop, Block block) {
    return loop.blocks().stream()
        .filter(
            end -> end.terminator().edges().stream().anyMatch(edge -> edge.target() == loop.head()))
        .allMatch(end -> dominators.dominates(block, end));
  }

  private boolean isEndless(NaturalLoop loop, List<NaturalLoop> all) {
    long rounds = Rounds.of(function, loop);
    long most = MOST_FOLLOWED / followed(loop, all);
    return rounds > 0 ? rounds > most : OpenEnds.has(function, loop, most);
  }

  /** {@return the instructions of a round, those of loops inside as often as these go round} */
  private long followed(NaturalLoop loop, List<NaturalLoop> all) {
    Map<Block, Long> times = new HashMap<>();
    loop.blocks().forEach(block -> times.put(block, block.values().size() + 1L));
    for (NaturalLoop inner : all) {
      if (inner != loop && loop.blocks().contains(inner.head())) {
        long rounds = Math.max(1, Rounds.of(function, inner));
        inner.blocks().forEach(block -> times.computeIfPresent(block, (b, n) -> cut(n * rounds)));
      }
    }
    return cut(times.values().stream().mapToLong(Long::longValue).sum());
  }

  /** {@return {@code number}, or what is more than any verifier follows} */
  private static long cut(long number) {
    return Math.min(number, MOST_FOLLOWED + 1);
  }

  private List<NaturalLoop> endless(List<NaturalLoop> all) {
    List<NaturalLoop> endless = all.stream().filter(loop -> isEndless(loop, all)).toList();
    return all.stream()
        .filter(loop -> endless.contains(loop) || isManifold(loop) && isInside(loop, endless))
        .toList();
  }

  private static boolean isInside(NaturalLoop loop, List<NaturalLoop> others) {
    return others.stream().anyMatch(other -> other != loop && other.blocks().contains(loop.head()));
  }

  /** {@return whether verifiers find too many ways through all rounds of the loop} */
  private boolean isManifold(NaturalLoop loop) {
    return Rounds.of(function, loop) > FEW_ROUNDS
        && loop.blocks().stream()
            .filter(block -> block.terminator() instanceof Terminator.Branch)
            .anyMatch(
                block ->
                    block.terminator().edges().stream()
                        .allMatch(edge -> loop.blocks().contains(edge.target())));
  }

  private void interrupt() {
    for (NaturalLoop endless : endless(NaturalLoop.all(function))) {
      NaturalLoop loop = now(endless);
      if (Interrupts.add(function, loop)) {
        HiddenStarts.run(function, now(loop));
      }
    }
    UnreachableBlocks.run(function);
  }

  /**
   * Those of {@code choice}, the inner ones first, which are listed behind those that they are in.
   * These stay endless, though a call is all that is left of what is inside.
   */
  private void callBack(UnaryOperator<List<NaturalLoop>> choice) {
    Set<Block> heads = new HashSet<>();
    Optional<NaturalLoop> next = next(heads, choice);
    while (next.isPresent()) {
      HiddenStarts.run(function, next.get());
      CallbackLoop.run(module, function, now(next.get()));
      next = next(heads, choice);
    }
  }

  /** {@return the loop with the blocks that it has got since} */
  private NaturalLoop now(NaturalLoop loop) {
    return NaturalLoop.all(function).stream()
        .filter(each -> each.head() == loop.head())
        .findFirst()
        .orElseThrow();
  }

  private Optional<NaturalLoop> next(Set<Block> heads, UnaryOperator<List<NaturalLoop>> choice) {
    List<NaturalLoop> all = NaturalLoop.all(function);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    choice.apply(all).forEach(loop -> heads.add(loop.head()));
    return all.stream()
        .filter(loop -> heads.contains(loop.head()))
        .filter(loop -> CallbackLoop.isPossible(function, loop))
        .reduce((before, last) -> last);
  }
}
