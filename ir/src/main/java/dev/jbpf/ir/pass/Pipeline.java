package dev.jbpf.ir.pass;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.check.Availability;
import dev.jbpf.ir.flow.UnreachableBlocks;
import dev.jbpf.ir.loop.LoopForms;
import dev.jbpf.isa.TargetMachine;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What happens to a module before instructions are chosen, in order. */
public final class Pipeline {
  /** The passes. */
  public static final List<Pass> PASSES =
      List.of(
          each("availability", Availability::check),
          whole("inlining", Inlining::run),
          each("division", SignedDivision::run),
          each("constants", (function, target) -> ConstantFolding.run(function, target.order())),
          each("identities", NeutralOperations::run),
          each("strength", StrengthReduction::run),
          each("extensions", NeedlessExtensions::run),
          each("common", CommonExpressions::run),
          each("branches", (function, target) -> BranchFolding.run(function, target.order())),
          each("threading", JumpThreading::run),
          each("constants again", (f, target) -> ConstantFolding.run(f, target.order())),
          each("identities again", NeutralOperations::run),
          each("extensions again", NeedlessExtensions::run),
          whole("loops", LoopForms::run),
          each("checked", CheckedExtensions::run),
          each("common again", CommonExpressions::run),
          each("branches again", (f, target) -> BranchFolding.run(f, target.order())),
          each("returns", Returns::run),
          each("extensions once more", NeedlessExtensions::run),
          each("dead", DeadCode::run),
          each("switches", Switches::run),
          each("selects", Selects::run),
          each("far offsets", FarOffsets::run),
          each("edges", CriticalEdges::run),
          each("order", UnreachableBlocks::run));

  private Pipeline() {}

  /** A pass. */
  public interface Pass {
    /** {@return its name in dumps} */
    String name();

    /** Changes {@code module}, which is to run on {@code target}. */
    void run(IrModule module, TargetMachine target);
  }

  private record Named(String name, BiConsumer<IrModule, TargetMachine> action) implements Pass {
    @Override
    public void run(IrModule module, TargetMachine target) {
      action.accept(module, target);
    }
  }

  private static Pass whole(String name, BiConsumer<IrModule, TargetMachine> action) {
    return new Named(name, action);
  }

  private static Pass each(String name, Consumer<Function> action) {
    return each(name, (function, target) -> action.accept(function));
  }

  private static Pass each(String name, BiConsumer<Function, TargetMachine> action) {
    return new Named(
        name,
        (module, target) ->
            module.functions().forEach(function -> action.accept(function, target)));
  }
}
