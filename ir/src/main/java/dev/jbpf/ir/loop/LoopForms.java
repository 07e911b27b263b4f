package dev.jbpf.ir.loop;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrModule;
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

/**
 * How loops are written, by the oldest kernel: round after round before 5.3, whose verifier takes
 * no jump back; as they are since. A loop that a verifier cannot follow to its end, as it is long
 * or as nobody knows how long it is, becomes the body of {@code bpf_loop} since 5.17, and since 6.9
 * asks {@code may_goto} in each round.
 */
public final class LoopForms {
  static final KernelVersion BACK_JUMPS = new KernelVersion(5, 3);

  /** The verifier looks at a million instructions at most. */
  private static final long MOST_FOLLOWED = 200_000;

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
        forms.rewrite(true);
      } else if (target.kernel().isPresent() && !target.isBefore(Helper.LOOP.since())) {
        forms.rewrite(false);
      }
    }
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

  /**
   * The inner ones first, which are listed behind those that they are in. Where the rounds are
   * known constants are compared, and a verifier follows a jump back round after round, {@code
   * may_goto} or not: there it is {@code bpf_loop} always.
   */
  private void rewrite(boolean mayInterrupt) {
    Set<Block> done = new HashSet<>();
    Optional<NaturalLoop> next = next(done);
    while (next.isPresent()) {
      NaturalLoop loop = next.get();
      done.add(loop.head());
      boolean isCalled = CallbackLoop.isPossible(function, loop);
      if (mayInterrupt && !(isCalled && Rounds.of(function, loop) > 0)) {
        Interrupts.add(function, loop);
      } else if (isCalled) {
        CallbackLoop.run(module, function, loop);
      }
      next = next(done);
    }
    UnreachableBlocks.run(function);
  }

  private Optional<NaturalLoop> next(Set<Block> done) {
    List<NaturalLoop> all = NaturalLoop.all(function);
    return all.stream()
        .filter(loop -> !done.contains(loop.head()) && isEndless(loop, all))
        .reduce((before, last) -> last);
  }
}
