package dev.jbpf.ir.loop;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.flow.NaturalLoop;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.Helper;
import java.util.List;
import java.util.Optional;

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
        forms.interrupt();
      } else if (target.kernel().isPresent() && !target.isBefore(Helper.LOOP.since())) {
        forms.callBack();
      }
    }
  }

  private boolean isEndless(NaturalLoop loop) {
    long rounds = Rounds.of(function, loop);
    long size = loop.blocks().stream().mapToLong(block -> block.values().size() + 1).sum();
    long most = MOST_FOLLOWED / size;
    return rounds > 0 ? rounds > most : OpenEnds.has(function, loop, most);
  }

  private void interrupt() {
    List<NaturalLoop> loops = NaturalLoop.all(function);
    loops.stream().filter(this::isEndless).forEach(loop -> Interrupts.add(function, loop));
    UnreachableBlocks.run(function);
  }

  /** The inner ones first, which are listed behind those that they are in. */
  private void callBack() {
    Optional<NaturalLoop> next = next();
    while (next.isPresent()) {
      CallbackLoop.run(module, function, next.get());
      next = next();
    }
  }

  private Optional<NaturalLoop> next() {
    return NaturalLoop.all(function).stream()
        .filter(this::isEndless)
        .filter(CallbackLoop::isPossible)
        .reduce((before, last) -> last);
  }
}
