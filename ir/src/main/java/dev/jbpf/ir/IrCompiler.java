package dev.jbpf.ir;

import dev.jbpf.code.Program;
import dev.jbpf.code.origin.Origins;
import dev.jbpf.diag.Origin;
import dev.jbpf.ir.alloc.Allocator;
import dev.jbpf.ir.alloc.PlacedFunction;
import dev.jbpf.ir.alloc.check.PlacementChecker;
import dev.jbpf.ir.alloc.stack.CallDepth;
import dev.jbpf.ir.alloc.stack.FrameLayout;
import dev.jbpf.ir.alloc.stack.FramePlaces;
import dev.jbpf.ir.emit.ProgramEmitter;
import dev.jbpf.ir.flow.Callees;
import dev.jbpf.ir.pass.Pipeline;
import dev.jbpf.ir.select.Selector;
import dev.jbpf.ir.text.IrPrinter;
import dev.jbpf.ir.text.PlacedPrinter;
import dev.jbpf.isa.TargetMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * From IR to a program: passes, selection of instructions, registers, stack, linking.
 *
 * @param target what the program is to run on
 * @param dump takes the IR as text before the first pass and after each: the name of the pass, the
 *     text
 */
public record IrCompiler(TargetMachine target, BiConsumer<String, String> dump) {
  private static final BiConsumer<String, String> NOBODY = (pass, text) -> {};

  /** {@return a compiler for {@code target}} */
  public static IrCompiler forTarget(TargetMachine target) {
    return new IrCompiler(target, NOBODY);
  }

  /** {@return the same, which tells {@code reader} what the IR is like after each pass} */
  public IrCompiler dumpingTo(BiConsumer<String, String> reader) {
    return new IrCompiler(target, reader);
  }

  /**
   * {@return the program that {@code module} describes} The module is used up: passes change it.
   *
   * @throws IrException if it cannot be written for the target, or needs more stack than there is
   */
  public Program compile(IrModule module) {
    tell("start", module);
    for (Pipeline.Pass pass : Pipeline.PASSES) {
      pass.run(module, target);
      tell(pass, module);
    }
    return emit(module);
  }

  private void tell(Object pass, IrModule module) {
    if (dump != NOBODY) {
      dump.accept(pass.toString(), IrPrinter.print(module));
    }
  }

  private void tell(PlacedFunction placed) {
    if (dump != NOBODY) {
      dump.accept("placed", PlacedPrinter.print(placed));
    }
  }

  private Program emit(IrModule module) {
    List<PlacedFunction> placed = new ArrayList<>();
    Map<Function, FramePlaces> frames = new HashMap<>();
    Map<Function, List<Function>> callees = Callees.from(module.main());
    for (Function function : callees.keySet()) {
      PlacedFunction one = Allocator.allocate(Selector.select(function, target));
      tell(one);
      PlacementChecker.check(one);
      placed.add(one);
      frames.put(function, FrameLayout.of(one));
    }
    CallDepth.check(module.main(), frames, callees);
    Program program = ProgramEmitter.emit(placed, frames, target);
    return program.withOrigins(new Written(program.origins()));
  }

  /** Lines of values. */
  private record Written(Origins lines) implements Origins {
    @Override
    public Origin at(int slot) {
      return lines.at(slot);
    }

    @Override
    public boolean areInstructions() {
      return false;
    }
  }
}
