package dev.jbpf.ir.pass;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.check.Availability;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.ir.loop.LoopForms;
import dev.jbpf.isa.TargetMachine;
import java.util.List;
import java.util.Locale;

/** What happens to a module before instructions are chosen, in order. */
public final class Pipeline {
  /** The passes. */
  public static final List<Pass> PASSES = List.of(Pass.values());

  private Pipeline() {}

  /** A pass. No table of lambdas, each of which a program that is compiled once waits for. */
  public enum Pass {
    AVAILABILITY,
    INLINING,
    DIVISION,
    CONSTANTS,
    IDENTITIES,
    STRENGTH,
    EXTENSIONS,
    COMMON,
    BRANCHES,
    THREADING,
    CONSTANTS_AGAIN,
    IDENTITIES_AGAIN,
    EXTENSIONS_AGAIN,
    LOOPS,
    CHECKED,
    COMMON_AGAIN,
    BRANCHES_AGAIN,
    RETURNS,
    EXTENSIONS_ONCE_MORE,
    DEAD,
    SWITCHES,
    SELECTS,
    FAR_OFFSETS,
    EDGES,
    ORDER;

    /** {@return its name in dumps} */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Changes {@code module}, which is to run on {@code target}. */
    public void run(IrModule module, TargetMachine target) {
      if (this == INLINING) {
        Inlining.run(module, target);
      } else if (this == LOOPS) {
        LoopForms.run(module, target);
      } else {
        for (Function function : module.functions()) {
          run(function, target);
        }
      }
    }

    private void run(Function function, TargetMachine target) {
      switch (this) {
        case INLINING, LOOPS -> throw new IllegalStateException(this + " is of whole modules");
        case AVAILABILITY -> Availability.check(function);
        case DIVISION -> SignedDivision.run(function, target);
        case CONSTANTS, CONSTANTS_AGAIN -> ConstantFolding.run(function, target.order());
        case IDENTITIES, IDENTITIES_AGAIN -> NeutralOperations.run(function);
        case STRENGTH -> StrengthReduction.run(function);
        case EXTENSIONS, EXTENSIONS_AGAIN, EXTENSIONS_ONCE_MORE -> NeedlessExtensions.run(function);
        case COMMON, COMMON_AGAIN -> CommonExpressions.run(function);
        case BRANCHES, BRANCHES_AGAIN -> BranchFolding.run(function, target.order());
        case THREADING -> JumpThreading.run(function);
        case CHECKED -> CheckedExtensions.run(function);
        case RETURNS -> Returns.run(function);
        case DEAD -> DeadCode.run(function);
        case SWITCHES -> Switches.run(function);
        case SELECTS -> Selects.run(function);
        case FAR_OFFSETS -> FarOffsets.run(function);
        case EDGES -> CriticalEdges.run(function);
        case ORDER -> UnreachableBlocks.run(function);
      }
    }
  }
}
